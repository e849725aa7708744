import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { exportJWK, generateKeyPair } from 'jose';
import { systemClock } from '../../functions/core/clock.ts';
import { newSecret } from '../../functions/core/ids.ts';
import { createIdentity } from '../../functions/identity/identity.ts';
import { newSigningKey, parseSigningKeys, publicHalf } from '../../functions/identity/signing-keys.ts';
import { createKiosks } from '../../functions/kiosks/kiosks.ts';
import type { Kiosk } from '../../functions/kiosks/kiosk.ts';
import { addressKeyFrom } from '../../functions/rate-limits/address.ts';
import { createRateLimits } from '../../functions/rate-limits/rate-limits.ts';
import { putSnapshot } from '../../functions/routing/snapshot-store.dynamo.ts';
import type { Team } from '../../functions/teams/team.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import { startEngine } from './engine.ts';
import { aKiosk, aMember } from './lane.ts';
import { putUnits } from './units.ts';

export type Asked = {
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  /** The network address that asks; this machine by default. */
  readonly from?: string;
  /** Text as it is; bytes are passed in base64, as the gateway does. */
  readonly body?: string | Uint8Array;
};

/** What API Gateway's HTTP API makes of a request (payload format 2.0). */
export const eventOf = ({ method = 'GET', path = '/graphql', query = '', headers = {}, cookies = [], from = '127.0.0.1', body }: Asked): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: path,
  rawQueryString: query,
  ...(cookies.length === 0 ? {} : { cookies: [...cookies] }),
  headers: { host: '127.0.0.1', ...headers },
  requestContext: {
    accountId: 'test',
    apiId: 'test',
    domainName: '127.0.0.1',
    domainPrefix: '127',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: from, userAgent: 'test' },
    requestId: randomUUID(),
    routeKey: '$default',
    stage: '$default',
    time: '21/Nov/2026:12:44:00 +0000',
    timeEpoch: 1_795_265_040_000,
  },
  ...(body === undefined ? {} : { body: typeof body === 'string' ? body : Buffer.from(body).toString('base64') }),
  isBase64Encoded: body !== undefined && typeof body !== 'string',
});

export type GraphqlAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly data: Record<string, never> | null | undefined;
  readonly errors: readonly { readonly message: string; readonly path?: unknown; readonly extensions: Record<string, unknown> }[];
};

const units = [
  { version: '2025-07-01', code: '01', level: 'PROVINCE', name: 'Thành phố Hà Nội' },
  { version: '2025-07-01', code: '00004', level: 'COMMUNE', name: 'Phường Ba Đình', parentCode: '01' },
  { version: '2025-07-01', code: '00008', level: 'COMMUNE', name: 'Phường Ngọc Hà', parentCode: '01' },
  { version: '2025-07-01', code: '00025', level: 'COMMUNE', name: 'Phường Giảng Võ', parentCode: '01' },
] as const;

/**
 * The whole API over the real engine, in memory unless a file is given: the exported handler itself, called with events as
 * the gateway makes them, and demonstration records put by the domains' own functions. One per test file, since the handler
 * reads its settings once per process.
 */
export const openStation = async (teams: readonly Team[], kiosk: Kiosk = aKiosk(), database?: string) => {
  const engine = await startEngine(database);
  const signing = { keys: [await newSigningKey('test-signing')] };
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: true });
  const contactKey = { ...(await exportJWK(publicKey)), kid: 'test-contact' };
  const contactPrivateKey = { ...(await exportJWK(privateKey)), kid: contactKey.kid };
  Object.assign(process.env, {
    MAIN_TABLE: engine.main.name,
    CONTACTS_TABLE: engine.contacts.name,
    DYNAMODB_ENDPOINT: engine.endpoint,
    SIGNING_KEYS: JSON.stringify(signing),
    SIGNING_PUBLIC_KEYS: JSON.stringify(publicHalf(signing)),
    CONTACT_PUBLIC_KEY: JSON.stringify(contactKey),
    CONTACT_PRIVATE_KEYS: JSON.stringify({ keys: [contactPrivateKey] }),
    STATION_ORIGIN: 'http://127.0.0.1:4000',
    POWERTOOLS_METRICS_DISABLED: 'true',
    POWERTOOLS_LOG_LEVEL: process.env['POWERTOOLS_LOG_LEVEL'] ?? 'ERROR',
  });
  await putUnits(engine.main, units);
  const teamRecords = createTeams(engine.main);
  await putSnapshot(engine.main, [], systemClock());
  await createKiosks(engine.main).saveKiosk(kiosk);
  for (const team of teams) {
    await teamRecords.changeTeam(team);
    await teamRecords.saveMember(aMember(team.code, 'Lan', 'LEAD'));
    await teamRecords.saveMember(aMember(team.code, 'Tuấn'));
  }
  const identity = createIdentity(engine.main, await parseSigningKeys(signing), systemClock, {
    secure: false,
    takeTry: createRateLimits(engine.main, addressKeyFrom(signing), systemClock).takeTry,
  });
  const { handler } = await import('../../functions/handlers/graphql.ts');

  const call = (asked: Asked): Promise<APIGatewayProxyStructuredResultV2> => handler(eventOf(asked));

  /** A POST of JSON, answered as the newer media type unless said otherwise. */
  const ask = async (query: string, variables: object = {}, more: Omit<Asked, 'body'> = {}): Promise<GraphqlAnswer> => {
    const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...more.headers };
    return answerOf(await call({ method: 'POST', ...more, headers, body: JSON.stringify({ query, variables }) }));
  };

  /** Signs a member in as their phone does, and gives the cookie to send. */
  const signIn = async (memberId: string): Promise<string> => {
    const signedIn = await identity.acceptInvitation({ invitation: await identity.invite(memberId), deviceSecret: newSecret() });
    if (!signedIn.ok) throw new Error(`refused: ${signedIn.failure.type}`);
    return `session=${signedIn.value.tokens.accessToken}`;
  };

  return { ...engine, call, ask, signIn, identity, teamRecords, contactKey };
};

export type OpenStation = Awaited<ReturnType<typeof openStation>>;

export const answerOf = (result: APIGatewayProxyStructuredResultV2): GraphqlAnswer => {
  const { data, errors = [] } = JSON.parse(result.body ?? 'null') as Pick<GraphqlAnswer, 'data'> & Partial<Pick<GraphqlAnswer, 'errors'>>;
  return {
    status: result.statusCode ?? 0,
    headers: (result.headers ?? {}) as Record<string, string>,
    cookies: result.cookies ?? [],
    data,
    errors,
  };
};
