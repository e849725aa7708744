import type { Context as HonoContext } from 'hono';
import { noSessionCookies, sessionCookies } from '../../functions/identity/credentials.ts';
import type { Identity } from '../../functions/identity/identity.ts';
import { currentAsking } from '../base/asking.ts';
import { refuse } from './answer.ts';

/**
 * New tokens for a device whose access token expired (`SESSION_EXPIRED`). No page of another site can ask for it: the
 * refresh token's cookie is SameSite=Strict, and sent to this path alone. Refused with `SESSION_ENDED`, the device keeps
 * nothing: whoever uses it signs in again.
 */
export const answerRefresh = async (identity: Identity, context: HonoContext): Promise<Response> => {
  if (context.req.method !== 'POST') return refuse(context, 'METHOD_NOT_ALLOWED', { allow: 'POST' });
  currentAsking()?.operation('/session/refresh');
  const refreshed = await identity.refreshSession(context.req.header('cookie'));
  const answer = refreshed.ok ? context.json({ status: 'refreshed' }) : refuse(context, 'SESSION_ENDED');
  const cookies = refreshed.ok ? sessionCookies(refreshed.value, identity.secure) : noSessionCookies(identity.secure);
  for (const cookie of cookies) answer.headers.append('set-cookie', cookie);
  return answer;
};
