import type { WhoIsHurt } from './plain-alarm.ts';

/**
 * Every function of the service as data: what it runs, what it may do, what it is told, and who is hurt when it fails.
 * sst.config.ts makes the functions from it, alarms.ts the alarms, and the tests read it. It knows no AWS library, so
 * that the deployment can load it without one.
 */

/** A thing that a function may act on; sst.config.ts puts the real ARNs in their place. */
export type Resource =
  | 'main table'
  | 'main indexes'
  | 'main stream'
  | 'contacts table'
  | 'main key'
  | 'contacts key'
  | 'undelivered queue'
  | 'phone connections';

export type Grant = {
  readonly actions: readonly string[];
  readonly on: readonly Resource[];
  /** The key may be used only by DynamoDB on the function's behalf, never by the function itself. */
  readonly onlyThroughDynamoDb?: true;
  /** Only items whose partition key begins so; `*` stands for the rest. */
  readonly onlyKeys?: readonly string[];
  /** Takes these actions away from those items, whatever else is granted. */
  readonly denied?: true;
};

/** When a grant holds, in the words of IAM. All that is touched must lie within what is granted; anything of what is denied is refused. */
export type GrantCondition = { readonly test: string; readonly variable: string; readonly values: string[] };

export const conditionsOf = ({ onlyThroughDynamoDb, onlyKeys, denied }: Grant): { conditions?: GrantCondition[] } => {
  const conditions: GrantCondition[] = [];
  if (onlyThroughDynamoDb === true) conditions.push({ test: 'StringLike', variable: 'kms:ViaService', values: ['dynamodb.*.amazonaws.com'] });
  if (onlyKeys !== undefined) {
    const test = denied === true ? 'ForAnyValue:StringLike' : 'ForAllValues:StringLike';
    conditions.push({ test, variable: 'dynamodb:LeadingKeys', values: [...onlyKeys] });
  }
  return conditions.length === 0 ? {} : { conditions };
};

/** The settings that a deployment hands to a function (functions/handlers/settings.ts reads them). */
export type Setting =
  | 'MAIN_TABLE'
  | 'CONTACTS_TABLE'
  | 'SIGNING_KEYS'
  | 'SIGNING_PUBLIC_KEYS'
  | 'CONTACT_PUBLIC_KEY'
  | 'CONTACT_PRIVATE_KEYS'
  | 'LIVE_ENDPOINT'
  | 'STATION_ORIGIN'
  // Only where the deployment names an issuer of officials.
  | 'OIDC_ISSUER'
  | 'OIDC_CLIENT_ID'
  | 'OIDC_CLIENT_SECRET'
  | 'OIDC_ROLE_CLAIM'
  | 'OIDC_UNIT_CLAIM';

/** The settings of an issuer, which are left out together. */
export const issuerSettings = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ROLE_CLAIM', 'OIDC_UNIT_CLAIM'] as const satisfies readonly Setting[];

export type FunctionName = 'graphql' | 'contacts' | 'live' | 'table-stream' | 'due';

export type FunctionDescription = {
  readonly name: FunctionName;
  readonly description: string;
  /** The module under the repository's root; it exports `handler`. */
  readonly file: string;
  readonly memory: `${number} MB`;
  readonly timeout: `${number} seconds`;
  readonly settings: readonly Setting[];
  /** The key that seals the settings at rest. */
  readonly settingsKey: 'main key' | 'contacts key';
  readonly grants: readonly Grant[];
  readonly whoIsHurt: WhoIsHurt;
};

/** A table under a customer-managed key can be used only by those who may use the key, through DynamoDB. */
const throughDynamoDb = (key: 'main key' | 'contacts key'): Grant => ({
  actions: ['kms:Decrypt'],
  on: [key],
  onlyThroughDynamoDb: true,
});

/** Lambda opens a function's settings with the rights of the function itself. */
const openOwnSettings = (key: 'main key' | 'contacts key'): Grant => ({ actions: ['kms:Decrypt'], on: [key] });

/** The trail is only ever added to: a line that is there is neither changed nor deleted, not by a fault of ours either. */
const trailOnlyGrows: Grant = {
  actions: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
  on: ['main table'],
  onlyKeys: ['audit#*'],
  denied: true,
};

const graphql: FunctionDescription = {
  name: 'graphql',
  description: 'The GraphQL API: kiosks, phones, status pages and third parties',
  file: 'functions/handlers/graphql.ts',
  // One whole virtual CPU starts at 1,769 MB; a cold start is nearly all CPU, and the snapshot wants room.
  memory: '1769 MB',
  timeout: '20 seconds',
  settings: ['MAIN_TABLE', 'CONTACTS_TABLE', 'SIGNING_KEYS', 'CONTACT_PUBLIC_KEY', 'STATION_ORIGIN', ...issuerSettings],
  settingsKey: 'main key',
  grants: [
    { actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], on: ['main table'] },
    { actions: ['dynamodb:Query'], on: ['main indexes'] },
    // A transaction needs the right to each of its parts; there is no right called TransactWriteItems.
    { actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'], on: ['main table'] },
    trailOnlyGrows,
    // Puts a sealed contact away. It can read none, and change none.
    { actions: ['dynamodb:PutItem'], on: ['contacts table'] },
    openOwnSettings('main key'),
    throughDynamoDb('contacts key'),
  ],
  whoIsHurt: {
    vi: 'Người dân ở trạm có thể không gửi được yêu cầu trợ giúp và tổ viên có thể không nhận được việc, vì hệ thống đang báo lỗi hoặc quá tải.',
    en: 'Residents at a kiosk may be unable to ask for help and volunteers unable to accept it, because the service is failing or overloaded.',
  },
};

const contacts: FunctionDescription = {
  name: 'contacts',
  description: 'Opens one sealed contact for the team that accepted the request',
  file: 'functions/handlers/contacts.ts',
  memory: '512 MB',
  timeout: '10 seconds',
  settings: ['MAIN_TABLE', 'CONTACTS_TABLE', 'SIGNING_PUBLIC_KEYS', 'CONTACT_PRIVATE_KEYS'],
  settingsKey: 'contacts key',
  grants: [
    { actions: ['dynamodb:GetItem'], on: ['contacts table'] },
    // Of the main table it reads nothing: what it may open, the signed grant in the request says. It only adds a line to the
    // trail before it opens anything, on the condition that the request is still the member's.
    { actions: ['dynamodb:PutItem'], on: ['main table'], onlyKeys: ['audit#*'] },
    { actions: ['dynamodb:ConditionCheckItem'], on: ['main table'], onlyKeys: ['request#*'] },
    openOwnSettings('contacts key'),
    throughDynamoDb('main key'),
  ],
  whoIsHurt: {
    vi: 'Tổ viên đã nhận yêu cầu nhưng có thể không xem được số điện thoại của người dân, nên người dân chờ mà chưa có ai gọi.',
    en: 'Volunteers who accepted a request may be unable to see the resident’s phone number, so residents wait and nobody calls them.',
  },
};

const live: FunctionDescription = {
  name: 'live',
  description: 'Keeps which phones are open for which team',
  file: 'functions/handlers/live.ts',
  memory: '512 MB',
  timeout: '10 seconds',
  settings: ['MAIN_TABLE', 'SIGNING_KEYS', 'STATION_ORIGIN'],
  settingsKey: 'main key',
  grants: [
    // Who it is (session, member, teams), and the rows of open phones, which are written several at once.
    { actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:BatchWriteItem'], on: ['main table'] },
    trailOnlyGrows,
    // Where their teams are, for the policy.
    { actions: ['dynamodb:Query'], on: ['main table'], onlyKeys: ['units', 'units#*'] },
    openOwnSettings('main key'),
  ],
  whoIsHurt: {
    vi: 'Điện thoại của tổ viên có thể không tự hiện yêu cầu mới, nên người dân chờ lâu hơn cho tới khi tổ viên mở lại trang.',
    en: 'Volunteers’ phones may not show new requests by themselves, so residents wait longer until a volunteer reloads the page.',
  },
};

const tableStream: FunctionDescription = {
  name: 'table-stream',
  description: 'Follows each change of the main table: notices to phones, the end of contacts, the routing snapshot',
  file: 'functions/handlers/table-stream.ts',
  memory: '1024 MB',
  timeout: '60 seconds',
  settings: ['MAIN_TABLE', 'CONTACTS_TABLE', 'LIVE_ENDPOINT'],
  settingsKey: 'main key',
  grants: [
    {
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      on: ['main stream'],
    },
    { actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], on: ['main table'] },
    // Writes snapshots and what names them, and forgets phones that have gone.
    { actions: ['dynamodb:BatchWriteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], on: ['main table'] },
    trailOnlyGrows,
    // Moves the day on which a contact is erased, once its request has ended. It can read none.
    { actions: ['dynamodb:UpdateItem'], on: ['contacts table'] },
    { actions: ['execute-api:ManageConnections'], on: ['phone connections'] },
    { actions: ['sqs:SendMessage'], on: ['undelivered queue'] },
    openOwnSettings('main key'),
    throughDynamoDb('contacts key'),
  ],
  whoIsHurt: {
    vi: 'Yêu cầu mới đã được ghi lại nhưng có thể không tới điện thoại của tổ viên, nên người dân có thể phải chờ quá giờ đã hứa.',
    en: 'New requests are stored but may not reach volunteers’ phones, so residents may wait past the time they were promised.',
  },
};

const due: FunctionDescription = {
  name: 'due',
  description: 'Once a minute: offers that ran out, promises, what closes',
  file: 'functions/handlers/due.ts',
  // It routes, like the API: the snapshot wants room, and after an outage there is much to do.
  memory: '1769 MB',
  timeout: '60 seconds',
  settings: ['MAIN_TABLE'],
  settingsKey: 'main key',
  grants: [
    { actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem'], on: ['main table'] },
    { actions: ['dynamodb:Query'], on: ['main table', 'main indexes'] },
    { actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'], on: ['main table'] },
    trailOnlyGrows,
    openOwnSettings('main key'),
  ],
  whoIsHurt: {
    vi: 'Yêu cầu mà tổ chưa nhận có thể không được chuyển sang tổ kế tiếp, nên người dân chờ mà không ai biết là đã quá giờ hẹn.',
    en: 'Requests that a team did not accept may not pass to the next one, so residents wait and nobody knows that the promise is over.',
  },
};

export const functions: readonly FunctionDescription[] = [graphql, contacts, live, tableStream, due];

/** When what is due is done. A missed run is not made up for: the next one takes what is left. */
export const dueSchedule = { schedule: 'rate(1 minute)', retries: 0 } as const;

/** The path of a bundle's folder under the repository's root, and what Lambda calls in it. */
export const bundleFolder = (name: FunctionName): string => `dist/functions/${name}`;
export const bundledHandler = 'index.handler';

/** How the stream of the main table is read. */
export const streamReading = {
  /** A resident who has just asked is not kept waiting for a fuller batch. */
  maximumBatchingWindowInSeconds: 0,
  batchSize: 25,
  /** Several batches of a shard at once; DynamoDB streams still hand over the changes of one item in order. */
  parallelizationFactor: 4,
  /** A batch that fails is halved until the one bad change stands alone. */
  bisectBatchOnFunctionError: true,
  maximumRetryAttempts: 8,
  /**
   * As long as the stream keeps them, a day: a change also says when a contact is erased, and after an outage of some hours none
   * may be kept longer for it. A notice that is late costs a phone one question.
   */
  maximumRecordAgeInSeconds: -1,
  functionResponseTypes: ['ReportBatchItemFailures'],
  /** From the oldest kept change: nothing is lost between creating the table and reading its stream. */
  startingPosition: 'TRIM_HORIZON',
} as const;

/**
 * How much is logged and traced (Powertools for AWS Lambda reads these). Events and answers are never captured: both may
 * carry sealed contacts, and the contacts function's answer carries an open one.
 */
export const observability: Readonly<Record<string, string>> = {
  POWERTOOLS_LOG_LEVEL: 'INFO',
  POWERTOOLS_LOGGER_LOG_EVENT: 'false',
  POWERTOOLS_TRACER_CAPTURE_RESPONSE: 'false',
  POWERTOOLS_TRACER_CAPTURE_ERROR: 'true',
  POWERTOOLS_TRACER_CAPTURE_HTTPS_REQUESTS: 'true',
};
