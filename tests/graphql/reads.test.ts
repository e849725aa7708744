import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiHandler } from '../../functions/handlers/graphql.ts';
import { apiSettings } from '../../functions/handlers/settings.ts';
import { wire } from '../../functions/handlers/wiring.ts';
import { catalogue } from '../../functions/topics/catalogue.ts';
import { aKiosk, aTeam } from '../support/lane.ts';
import { answerOf, eventOf, openStation, type OpenStation } from '../support/station.ts';

const teams = Array.from({ length: 20 }, (_, at) => aTeam(at + 1, { code: `00004-${String(at + 1).padStart(3, '0')}`, reachKm: 10 }));

/** Passes everything on to the engine, and writes down what was asked of it. */
const openWitness = async (endpoint: string) => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const target = String(request.headers['x-amz-target']);
      seen.push(target.split('.')[1] ?? target);
      const headers = Object.fromEntries(
        Object.entries(request.headers)
          .filter(([name]) => name.startsWith('x-amz-') || name === 'authorization' || name === 'content-type')
          .map(([name, value]) => [name, String(value)]),
      );
      fetch(endpoint, { method: 'POST', headers, body: Buffer.concat(chunks) })
        .then(async (answer) => {
          response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
          response.end(Buffer.from(await answer.arrayBuffer()));
        })
        .catch((error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};

let station: OpenStation;
let witness: Awaited<ReturnType<typeof openWitness>>;
beforeAll(async () => {
  station = await openStation(teams);
  witness = await openWitness(station.endpoint);
});
afterAll(async () => {
  await station.stop();
  await witness.stop();
});

describe('reading a list', () => {
  test('twenty teams with all that is asked about them cost as few reads as one', async () => {
    const handler = await createApiHandler(await wire(apiSettings({ ...process.env, DYNAMODB_ENDPOINT: witness.endpoint })));
    const ask = async (first: number) => {
      witness.seen.length = 0;
      const query = `query ($at: PositionInput!) { nearestTeams(at: $at, topic: "${catalogue.skills[0]?.code}", first: ${first}) { edges { node { name onDuty openRequests commune { name parent { name } } skills { code } } } } }`;
      const body = JSON.stringify({ query, variables: { at: aKiosk().position } });
      const answer = answerOf(await handler(eventOf({ method: 'POST', headers: { 'content-type': 'application/json' }, body })));
      expect(answer.errors).toEqual([]);
      expect((answer.data as unknown as { nearestTeams: { edges: unknown[] } }).nearestTeams.edges).toHaveLength(first);
      return [...witness.seen];
    };
    await ask(1);
    const one = await ask(1);
    const twenty = await ask(20);
    expect(twenty).toEqual(one);
    // Routing's one batch, the teams, their live pages, their communes, the communes' province.
    expect(twenty.length).toBeLessThanOrEqual(5);
  });
});
