import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStation, type OpenStation } from '../support/station.ts';

let station: OpenStation;
beforeAll(async () => {
  station = await openStation([]);
});
afterAll(() => station.stop());

/** The audits fetch; here a fetch is one call of the handler, as the gateway makes it. */
const fetchFromHandler = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
  const request = new Request(String(input), init);
  const { pathname, search } = new URL(request.url);
  const headers = Object.fromEntries(request.headers);
  // The platform adds a content type of its own to text: the audits mean what they say.
  if (!new Headers(init.headers).has('content-type')) delete headers['content-type'];
  const body = init.body === undefined || init.body === null ? undefined : await request.text();
  const result = await station.call({
    method: request.method,
    path: pathname,
    query: search.slice(1),
    headers,
    ...(body === undefined ? {} : { body }),
  });
  return new Response(result.body ?? null, { status: result.statusCode ?? 200, headers: result.headers as Record<string, string> });
};

const audits = serverAudits({ url: 'http://127.0.0.1:4000/graphql', fetchFn: fetchFromHandler });

describe('the API conforms to the GraphQL-over-HTTP specification', () => {
  test('there are audits of every weight', () => {
    expect(audits.length).toBeGreaterThan(50);
    for (const weight of ['MUST', 'SHOULD', 'MAY']) expect(audits.some(({ name }) => name.startsWith(weight))).toBe(true);
  });

  test.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect('reason' in result ? result.reason : result.status).toBe('ok');
  });
});
