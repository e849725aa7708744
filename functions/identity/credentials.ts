import { isSecret, isUuid } from '../core/ids.ts';
import type { Principal } from './principal.ts';

/**
 * What a caller shows. `authorization` and `cookie` are the values of the headers of these names; whoever calls from a
 * WebSocket has them from its handshake.
 */
export type Credentials = { readonly authorization?: string | undefined; readonly cookie?: string | undefined };

/** `__Host-` ties the cookie to this very host over HTTPS; browsers take it over HTTPS only, so plain loopback has its own name. */
export const sessionCookieName = (secure: boolean): string => (secure ? '__Host-session' : 'session');

/** `Set-Cookie` for a session. Scripts cannot read it, and no other site's page can make a browser send it. */
export const sessionCookie = (token: string, secure: boolean, maxAgeSeconds: number): string =>
  `${sessionCookieName(secure)}=${token}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

/** `Set-Cookie` that takes the session off this device. */
export const noSessionCookie = (secure: boolean): string => sessionCookie('', secure, 0);

/** The token in the session's cookie. The first of several wins, as RFC 6265 orders the most specific path first. */
export const sessionTokenIn = (cookie: string | undefined, secure: boolean): string | undefined => {
  const name = `${sessionCookieName(secure)}=`;
  const pair = cookie
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(name));
  const token = pair?.slice(name.length);
  return token === '' ? undefined : token;
};

/** `Authorization: Tracking <request id>.<secret>`: a resident with the link of one help request. */
export const residentIn = (authorization: string | undefined): Extract<Principal, { kind: 'resident' }> | undefined => {
  const [scheme, value, ...rest] = (authorization ?? '').trim().split(/\s+/);
  if (scheme?.toLowerCase() !== 'tracking' || value === undefined || rest.length > 0) return undefined;
  const dot = value.indexOf('.');
  const requestId = value.slice(0, dot).toLowerCase();
  const trackingSecret = value.slice(dot + 1);
  return dot > 0 && isUuid(requestId) && isSecret(trackingSecret)
    ? { kind: 'resident', requestId, trackingSecret }
    : undefined;
};
