import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { MainTable, TransactWrite } from './client.ts';
import { RowsContended } from './trouble.ts';

/**
 * Writes all or nothing. Undefined: all is written. Else nothing is, and these are the places of the writes whose condition
 * did not hold; no place when none failed, and other transactions were at the same rows for as long as the client went on
 * trying (client.ts). In both cases what was read may no longer be so: read again before deciding or answering. Throws
 * whatever is no race that was lost: throttling and other trouble (trouble.ts), and writes that the table does not take.
 */
export const refusedWrites = async ({ client }: MainTable, writes: readonly TransactWrite[]): Promise<readonly number[] | undefined> => {
  try {
    await client.send(new TransactWriteCommand({ TransactItems: [...writes] }));
    return undefined;
  } catch (error) {
    const refused = error instanceof TransactionCanceledException ? refusedBy(error) : undefined;
    if (refused === undefined) throw error;
    return refused;
  }
};

/** The same for whoever then reads again: false when a condition did not hold or others were at the same rows. */
export const writeAllOrNone = async (table: MainTable, writes: readonly TransactWrite[]): Promise<boolean> =>
  (await refusedWrites(table, writes)) === undefined;

/**
 * The same for whoever answers from it: false only when a condition did not hold. Throws `RowsContended` where others were
 * at the same rows, since that says nothing about them.
 */
export const writeIfStillSo = async (table: MainTable, writes: readonly TransactWrite[]): Promise<boolean> => {
  const refused = await refusedWrites(table, writes);
  if (refused?.length === 0) throw new RowsContended('Other transactions were at the same rows for too long. Try again later.');
  return refused === undefined;
};

/**
 * A condition that failed tells more than whatever else befell the transaction. A conflict alone is a race; beside throttling
 * it is not, since a throttled table is not to be asked again at once. Undefined: no race.
 */
const refusedBy = ({ CancellationReasons: reasons = [] }: TransactionCanceledException): readonly number[] | undefined => {
  const codes = reasons.map(({ Code = 'None' }) => Code);
  const failed = codes.flatMap((code, at) => (code === 'ConditionalCheckFailed' ? [at] : []));
  if (failed.length > 0) return failed;
  const others = codes.filter((code) => code !== 'None');
  return others.length > 0 && others.every((code) => code === 'TransactionConflict') ? [] : undefined;
};
