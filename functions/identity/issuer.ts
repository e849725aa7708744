import type { Configuration } from 'openid-client';
import { fail, succeed, type Result } from '../core/result.ts';
import type { Claims } from './official.ts';

/** An OpenID provider, and who we are to it. */
export type IssuerSettings = {
  /** Its identifier: the address under which `.well-known/openid-configuration` lies. */
  readonly issuer: string;
  readonly clientId: string;
  /** Absent: a public client; PKCE protects the code either way. */
  readonly clientSecret?: string | undefined;
  /** Where it sends people back to: registered with it, word for word. */
  readonly redirectUri: string;
  /** Where it sends people back to who signed out there: registered with it as well. */
  readonly signedOutUri: string;
  /** The claim that says the role: looked for at the userinfo endpoint when the ID token does not have it. */
  readonly roleClaim: string;
};

/** What has to come back for a sign-in to be the one that was begun. */
export type SignInChecks = { readonly state: string; readonly nonce: string; readonly verifier: string };

/** The issuer does not answer, or not as OpenID Connect says. `cause` is for the log. */
export type IssuerUnavailable = { readonly type: 'IssuerUnavailable'; readonly cause: unknown };
/** The issuer says no, such as when the person gave up there. */
export type SignInRefused = { readonly type: 'SignInRefused' };
/** What came back is not the answer to what was begun. `cause` is for the log. */
export type SignInBroken = { readonly type: 'SignInBroken'; readonly cause: unknown };

export type SignedInAtIssuer = { readonly issuer: string; readonly subject: string; readonly claims: Claims };

/** Authorization code with PKCE, state and nonce, at any issuer. */
export type Issuer = {
  readonly begin: () => Promise<Result<{ readonly location: string; readonly checks: SignInChecks }, IssuerUnavailable>>;
  /** `query`: what the issuer appended to the redirect address. */
  readonly finish: (query: string, checks: SignInChecks) => Promise<Result<SignedInAtIssuer, IssuerUnavailable | SignInRefused | SignInBroken>>;
  /**
   * The address at which somebody signs out at the issuer too (OpenID Connect RP-Initiated Logout); undefined when it has none.
   * It names nobody: an ID token as a hint would put a person's name into an address, so the issuer asks by its own cookie.
   */
  readonly signOutAddress: () => Promise<Result<string | undefined, IssuerUnavailable>>;
};

/** Seconds before the issuer counts as silent. Gateway and function wait longer (infra/functions.ts). */
const PATIENCE_SECONDS = 8;

export const createIssuer = (settings: IssuerSettings): Issuer => {
  let known: Promise<Configuration> | undefined;

  /** Asked once per process; a failure is not kept. Loaded where somebody signs in: nobody else's cold start pays for it. */
  const configuration = (): Promise<Configuration> => {
    known ??= discover(settings).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };

  return {
    begin: async () => {
      try {
        const oidc = await import('openid-client');
        const config = await configuration();
        const checks = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
        const location = oidc.buildAuthorizationUrl(config, {
          redirect_uri: settings.redirectUri,
          scope: 'openid profile',
          state: checks.state,
          nonce: checks.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
          code_challenge_method: 'S256',
        });
        return succeed({ location: location.href, checks });
      } catch (cause) {
        return fail({ type: 'IssuerUnavailable', cause });
      }
    },

    finish: async (query, { state, nonce, verifier }) => {
      const oidc = await import('openid-client');
      try {
        const config = await configuration();
        const tokens = await oidc.authorizationCodeGrant(config, new URL(`${settings.redirectUri}?${query}`), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const inToken = tokens.claims();
        if (inToken === undefined) throw new Error('The issuer gave no ID token.');
        const asksMore = inToken[settings.roleClaim] === undefined && config.serverMetadata().userinfo_endpoint !== undefined;
        const more = asksMore ? await oidc.fetchUserInfo(config, tokens.access_token, inToken.sub) : {};
        return succeed({ issuer: inToken.iss, subject: inToken.sub, claims: { ...more, ...inToken } });
      } catch (cause) {
        if (cause instanceof oidc.AuthorizationResponseError) return fail({ type: 'SignInRefused' });
        return fail({ type: isUnreachable(cause) ? 'IssuerUnavailable' : 'SignInBroken', cause });
      }
    },

    signOutAddress: async () => {
      try {
        const oidc = await import('openid-client');
        const config = await configuration();
        if (config.serverMetadata().end_session_endpoint === undefined) return succeed(undefined);
        return succeed(oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: settings.signedOutUri }).href);
      } catch (cause) {
        return fail({ type: 'IssuerUnavailable', cause });
      }
    },
  };
};

const discover = async ({ issuer, clientId, clientSecret }: IssuerSettings): Promise<Configuration> => {
  const oidc = await import('openid-client');
  const server = new URL(issuer);
  return oidc.discovery(server, clientId, clientSecret, clientSecret === undefined ? oidc.None() : undefined, {
    timeout: PATIENCE_SECONDS,
    // Who the issuer says somebody is stands by its signature, and not by TLS alone: offices have proxies that open TLS.
    // Settings allow plain HTTP for an issuer on this very machine only.
    execute: [oidc.enableNonRepudiationChecks, ...(server.protocol === 'http:' ? [oidc.allowInsecureRequests] : [])],
  });
};

/** No connection, no answer in time, or an answer of 5xx. */
const isUnreachable = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { name, status } = error as Error & { readonly status?: number };
  return name === 'TypeError' || name === 'TimeoutError' || name === 'AbortError' || (status ?? 0) >= 500 || isUnreachable(error.cause);
};
