import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { ContactsParts } from './contacts-parts.ts';
import { contactsParts } from './contacts-parts.ts';

const PATH = /^\/contacts\/([0-9a-f-]{36})\/open$/;

/**
 * The contacts' own endpoint: `POST /contacts/{request id}/open` with a grant as the bearer answers `{"phone": "+84…"}`.
 * It knows neither members nor requests; the grant, signed by the API for the member who accepted, says all.
 */
export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> =>
  answerContacts(contactsParts(), event);

export const answerContacts = async (
  parts: ContactsParts,
  event: APIGatewayProxyEventV2,
): Promise<APIGatewayProxyStructuredResultV2> => {
  const requestId = PATH.exec(event.rawPath)?.[1];
  if (requestId === undefined) return problem(404, 'NOT_FOUND');
  if (event.requestContext.http.method !== 'POST') return problem(405, 'METHOD_NOT_ALLOWED', { allow: 'POST' });
  const token = /^Bearer ([\w.-]+)$/.exec(event.headers['authorization'] ?? '')?.[1];
  const grant = token === undefined ? undefined : await parts.verifyGrant(token);
  if (grant === undefined || grant.requestId !== requestId) return problem(403, 'GRANT_REFUSED');
  const opened = await parts.openContact({ kind: 'HELP_REQUEST', id: requestId });
  parts.recordOpening({ requestId, memberId: grant.memberId, opened: opened.ok });
  if (opened.ok) return json(200, { phone: opened.value.phone });
  return opened.failure.type === 'ContactGone' ? problem(410, 'CONTACT_GONE') : problem(422, 'CONTACT_UNREADABLE');
};

/** Problems have a stable code; the phone app has the words. */
const problem = (statusCode: number, code: string, headers: Record<string, string> = {}) =>
  json(statusCode, { code }, headers);

const json = (
  statusCode: number,
  body: Readonly<Record<string, string>>,
  headers: Record<string, string> = {},
): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...headers,
  },
  body: JSON.stringify(body),
});
