import { isSecret, isUuid } from '../core/ids.ts';
import type { Principal } from './principal.ts';

/**
 * What a caller shows. `authorization` and `cookie` are the values of the headers of these names; whoever calls from a
 * WebSocket has them from its handshake.
 */
export type Credentials = { readonly authorization?: string | undefined; readonly cookie?: string | undefined };

/** `__Host-` ties the cookie to this very host over HTTPS; browsers take it over HTTPS only, so plain loopback has its own name. */
export const sessionCookieName = (secure: boolean): string => (secure ? '__Host-session' : 'session');

/** A cookie with a path of its own cannot be `__Host-`; `__Secure-` asks for HTTPS all the same. */
export const refreshCookieName = (secure: boolean): string => (secure ? '__Secure-session-refresh' : 'session-refresh');

/** The only place to which a browser sends the refresh token. */
export const REFRESH_PATH = '/session';

const cookie = (name: string, value: string, path: string, maxAgeSeconds: number, secure: boolean): string =>
  `${name}=${value}; Path=${path}; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

/** What of a session goes into cookies. */
export type CookieTokens = { readonly accessToken: string; readonly refreshToken?: string | undefined; readonly maxAgeSeconds: number };

/**
 * Each `Set-Cookie` of a session. Scripts cannot read them, and no other site's page can make a browser send them. The
 * access token's cookie outlives the token, so that the service can tell "expired, ask for a new one" from "nobody".
 */
export const sessionCookies = ({ accessToken, refreshToken, maxAgeSeconds }: CookieTokens, secure: boolean): string[] => [
  cookie(sessionCookieName(secure), accessToken, '/', maxAgeSeconds, secure),
  ...(refreshToken === undefined ? [] : [cookie(refreshCookieName(secure), refreshToken, REFRESH_PATH, maxAgeSeconds, secure)]),
];

/** Each `Set-Cookie` that takes the session off this device. */
export const noSessionCookies = (secure: boolean): string[] =>
  sessionCookies({ accessToken: '', refreshToken: '', maxAgeSeconds: 0 }, secure);

/** The token in the session's cookie. */
export const sessionTokenIn = (header: string | undefined, secure: boolean): string | undefined =>
  cookieIn(header, sessionCookieName(secure));

/** The token in the refresh cookie. */
export const refreshTokenIn = (header: string | undefined, secure: boolean): string | undefined =>
  cookieIn(header, refreshCookieName(secure));

/** The first of several wins, as RFC 6265 orders the most specific path first. */
const cookieIn = (header: string | undefined, name: string): string | undefined => {
  const pair = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  const token = pair?.slice(name.length + 1);
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
