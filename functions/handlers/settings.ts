import * as v from 'valibot';
import { isLoopback } from '../rate-limits/address.ts';

/**
 * The environment of the handlers, the same on AWS (set by infra/) and on one machine (set by infra/local). Each handler
 * asks for what it uses and gets no more.
 */
const name = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]{3,255}$/, 'has to be a table name'));
const address = v.pipe(v.string(), v.url('has to be an address such as http://127.0.0.1:4000'));
const json = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }): unknown => {
    try {
      return JSON.parse(dataset.value) as unknown;
    } catch {
      // The parser's own words would quote the setting, which may be a private key.
      addIssue({ message: 'has to be JSON' });
      return NEVER;
    }
  }),
);
const isIssuer = (text: string): boolean => {
  if (!URL.canParse(text)) return true;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && (hostname === 'localhost' || isLoopback(hostname.replace(/^\[|\]$/gu, ''))));
};
const optionalAddress = v.optional(address);
const publicJwk = v.pipe(
  json,
  v.looseObject({ kty: v.literal('EC'), crv: v.literal('P-256'), x: v.string(), y: v.string(), kid: v.string() }),
);

export const fields = {
  MAIN_TABLE: name,
  CONTACTS_TABLE: name,
  /** Missing: AWS's own, in the region of the function. */
  DYNAMODB_ENDPOINT: optionalAddress,
  /** How long one attempt at a call of the table may take; missing: what storage/client.ts says. */
  DYNAMODB_TIMEOUT_MILLISECONDS: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{1,4}$/, 'has to be 10 to 99999'), v.transform(Number))),
  /** Where contacts live, when that is elsewhere. */
  CONTACTS_DYNAMODB_ENDPOINT: optionalAddress,
  /** JWK Set with private Ed25519 keys: the first signs, all verify. */
  SIGNING_KEYS: json,
  /** The public half: all that the contacts handler gets of it. */
  SIGNING_PUBLIC_KEYS: json,
  /** JWK of the key to which contacts are sealed: ECDH-ES on P-256, with its kid. */
  CONTACT_PUBLIC_KEY: publicJwk,
  /** JWK Set, in the contacts handler only. */
  CONTACT_PRIVATE_KEYS: json,
  /** API Gateway's management endpoint, to which notices for phones are posted. */
  LIVE_ENDPOINT: address,
  /** Public origin, such as `http://127.0.0.1:4000`. */
  STATION_ORIGIN: v.pipe(
    address,
    v.check((text) => !URL.canParse(text) || new URL(text).origin === text, 'has to be an origin, without a path or a slash at its end'),
  ),
  /** The OpenID provider of officials: its identifier, https (or plain http on this very machine). Missing or empty: officials cannot sign in. */
  OIDC_ISSUER: v.optional(v.union([v.literal(''), v.pipe(address, v.check(isIssuer, 'has to be an https address'))])),
  OIDC_CLIENT_ID: v.optional(v.string(), ''),
  /** Missing or empty: a public client, protected by PKCE alone. */
  OIDC_CLIENT_SECRET: v.optional(v.string(), ''),
  /** Under which names the issuer says role (COMMUNE, PROVINCE, NATIONAL, OPERATOR) and unit (`00004`, or `2025-07-01:00004`). */
  OIDC_ROLE_CLAIM: v.optional(v.pipe(v.string(), v.nonEmpty()), 'tram_so_role'),
  OIDC_UNIT_CLAIM: v.optional(v.pipe(v.string(), v.nonEmpty()), 'tram_so_unit'),
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Something in the environment is missing or wrong. The message names each setting and never quotes a value. */
export class SettingsProblem extends Error {
  override readonly name = 'SettingsProblem';
}

/**
 * Reads the settings named from the environment. Throws SettingsProblem with one line for each that is missing or wrong.
 */
export const readSettings = <const Name extends keyof typeof fields>(names: readonly Name[], environment: Environment = process.env) => {
  const entries = Object.fromEntries(names.map((each) => [each, fields[each]])) as Pick<typeof fields, Name>;
  const parsed = v.safeParse(v.object(entries), environment);
  if (parsed.success) return parsed.output;
  const lines = parsed.issues.map((issue) => {
    const setting = String(issue.path?.[0]?.key ?? '');
    if (environment[setting] === undefined) return `${setting} is not set.`;
    const within = (issue.path ?? []).slice(1).map(({ key }) => String(key)).join('.');
    const what = issue.kind === 'schema' ? 'is not of the right kind' : issue.message;
    return within === '' ? `${setting} ${what}.` : `${setting} is wrong at ${within}.`;
  });
  throw new SettingsProblem([...new Set(lines)].join('\n'));
};

/** What the API needs. */
export const apiSettings = (environment?: Environment) =>
  readSettings(
    [
      'MAIN_TABLE',
      'CONTACTS_TABLE',
      'DYNAMODB_ENDPOINT',
      'DYNAMODB_TIMEOUT_MILLISECONDS',
      'CONTACTS_DYNAMODB_ENDPOINT',
      'SIGNING_KEYS',
      'CONTACT_PUBLIC_KEY',
      'STATION_ORIGIN',
      'OIDC_ISSUER',
      'OIDC_CLIENT_ID',
      'OIDC_CLIENT_SECRET',
      'OIDC_ROLE_CLAIM',
      'OIDC_UNIT_CLAIM',
    ],
    environment,
  );

export type ApiSettings = ReturnType<typeof apiSettings>;
