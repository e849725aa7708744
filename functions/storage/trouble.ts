/**
 * Which errors are the table's trouble and not ours: it is throttled, unreachable, slow, or somebody else writes the same
 * rows at this moment. All of them may go away by themselves, and every write of ours can be repeated.
 */

/** As the service names them: "Error handling with DynamoDB", AWS developer guide. */
const THROTTLED = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ThrottledException',
  'TransactionInProgressException',
  'TableThrottled',
  'RowsContended',
]);

/** The table keeps handing back what it did not get to: a batch knows no other way to say that it is throttled. */
export class TableThrottled extends Error {
  override readonly name = 'TableThrottled';
}

/** Others wrote the same rows for as long as was tried: nothing was written, and nothing is known of what was asked. */
export class RowsContended extends Error {
  override readonly name = 'RowsContended';
}

/** What Node says of a connection that is not there, or no longer. */
const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);

/** Reasons of a cancelled transaction that say nothing about the rows: the same transaction may well go through next. */
const PASSING_REASONS = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

type StorageError = {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
};

const asStorageError = (error: unknown): StorageError => (error instanceof Error ? (error as StorageError) : {});

/**
 * Another write was at the same rows, or the transaction was throttled: nothing was written, no condition of ours failed,
 * and the same call may simply be made again.
 */
export const isPassingConflict = (error: unknown): boolean => {
  const { name, CancellationReasons: reasons = [] } = asStorageError(error);
  if (name === 'TransactionConflictException') return true;
  if (name !== 'TransactionCanceledException') return false;
  const codes = reasons.map(({ Code = 'None' }) => Code).filter((code) => code !== 'None');
  return codes.length > 0 && codes.every((code) => PASSING_REASONS.has(code));
};

/** The table did not do its part, however often it was asked: whoever asked should come again in a moment. */
export const isStorageTrouble = (error: unknown): boolean => {
  const { name = '', code = '', $metadata } = asStorageError(error);
  return (
    isPassingConflict(error) ||
    THROTTLED.has(name) ||
    name === 'TimeoutError' ||
    UNREACHABLE.has(code) ||
    ($metadata !== undefined && ($metadata.httpStatusCode ?? 0) >= 500)
  );
};
