import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { ContactOf } from '../contacts/open-contact.ts';
import type { ContactsParts } from './contacts-parts.ts';
import { contactsParts } from './contacts-parts.ts';

const REQUEST_PATH = /^\/contacts\/([0-9a-f-]{36})\/open$/;
const MEMBER_PATH = /^\/contacts\/members\/([\w.%-]{1,600})\/open$/;

/**
 * The contacts' own endpoint: `POST /contacts/{request id}/open`, or `/contacts/members/{member id}/open` for a member's own
 * number, with a grant as the bearer answers `{"phone": "+84…"}`. It reads neither members nor requests; the grant, signed by
 * the API for whoever may, says all but whether it is still so. Who opened what is in the trail before the number is given, or it is not given.
 */
export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> =>
  answerContacts(contactsParts(), event);

export const answerContacts = async (
  parts: ContactsParts,
  event: APIGatewayProxyEventV2,
): Promise<APIGatewayProxyStructuredResultV2> => {
  const asked = contactAt(event.rawPath);
  if (asked === undefined) return problem(404, 'NOT_FOUND');
  if (event.requestContext.http.method !== 'POST') return problem(405, 'METHOD_NOT_ALLOWED', { allow: 'POST' });
  const token = /^Bearer ([\w.-]+)$/.exec(event.headers['authorization'] ?? '')?.[1];
  const grant = token === undefined ? undefined : await parts.verifyGrant(token);
  if (grant === undefined || grant.contact.kind !== asked.kind || grant.contact.id !== asked.id) return problem(403, 'GRANT_REFUSED');
  // First the line, then the number: what fails here fails closed.
  if (!(await parts.recordOpening(grant))) return problem(403, 'GRANT_REFUSED');
  const opened = await parts.openContact(asked);
  if (opened.ok) return json(200, { phone: opened.value.phone });
  return opened.failure.type === 'ContactGone' ? problem(410, 'CONTACT_GONE') : problem(422, 'CONTACT_UNREADABLE');
};

const contactAt = (path: string): ContactOf | undefined => {
  const requestId = REQUEST_PATH.exec(path)?.[1];
  if (requestId !== undefined) return { kind: 'HELP_REQUEST', id: requestId };
  const memberId = MEMBER_PATH.exec(path)?.[1];
  if (memberId === undefined) return undefined;
  try {
    return { kind: 'MEMBER', id: decodeURIComponent(memberId) };
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
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
