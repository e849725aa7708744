import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { AuditActor } from '../audit/audit.ts';
import type { Instant } from '../core/clock.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { rowsBeginning } from '../storage/query.ts';
import { VERSIONS } from './unit-list-row.ts';

/** That what is kept under earlier lists has yet to follow a list: it stands from the list's import until all has. */
export type ListMove = {
  readonly version: string;
  /** Not before: the list's first day, and some minutes after a pass the next one. */
  readonly from: Instant;
  /** 1 for the first. */
  readonly pass: number;
  /** How far this pass has come: the last commune, by its code. */
  readonly after?: string | undefined;
  /** Whether this pass found anything to move. */
  readonly found: boolean;
  /** Who imported the list. */
  readonly by: AuditActor;
};

const rowSchema = v.object({
  v: v.literal(1),
  version: v.pipe(v.string(), v.isoDate()),
  from: v.pipe(v.string(), v.isoTimestamp()),
  pass: v.pipe(v.number(), v.integer(), v.minValue(1)),
  after: v.optional(v.string()),
  found: v.boolean(),
  by: v.object({ kind: v.picklist(['MEMBER', 'TEAM_PHONE', 'OFFICIAL', 'KIOSK', 'SYSTEM']), id: v.string() }),
});

const MOVE = 'move#';
const keyOf = (version: string) => ({ pk: VERSIONS, sk: `${MOVE}${version}` });

/** For the transaction that publishes the list: what comes with it cannot be forgotten. */
export const beginListMove = (main: MainTable, move: Pick<ListMove, 'version' | 'from' | 'by'>): TransactWrite => ({
  Put: { TableName: main.name, Item: { ...keyOf(move.version), v: 1, ...move, pass: 1, found: false } },
});

/** Moves that are not finished, the earliest list first. One query. */
export const listMoves = async (main: MainTable): Promise<readonly ListMove[]> =>
  (await rowsBeginning(main, VERSIONS, MOVE)).map((row) => {
    const { v: _shape, ...move } = v.parse(rowSchema, row);
    return move;
  });

/** Notes how far a pass has come. False when another run has begun the next one, or has finished. */
export const noteListMove = async ({ client, name }: MainTable, { version, pass }: ListMove, after: string, found: boolean): Promise<boolean> => {
  try {
    await client.send(
      new UpdateCommand({
        TableName: name,
        Key: keyOf(version),
        UpdateExpression: `SET #after = :after${found ? ', #found = :found' : ''}`,
        ConditionExpression: '#pass = :pass',
        ExpressionAttributeNames: { '#after': 'after', '#pass': 'pass', ...(found ? { '#found': 'found' } : {}) },
        ExpressionAttributeValues: { ':after': after, ':pass': pass, ...(found ? { ':found': true } : {}) },
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return false;
  }
};

const samePass = ({ name: TableName }: MainTable, { version, pass }: ListMove) => ({
  TableName,
  Key: keyOf(version),
  ConditionExpression: '#pass = :pass',
  ExpressionAttributeNames: { '#pass': 'pass' },
  ExpressionAttributeValues: { ':pass': pass },
});

/** The next pass, from its beginning; nothing when another run was quicker. */
export const nextPassOf = (main: MainTable, { after: _after, ...move }: ListMove, from: Instant): TransactWrite => {
  const { TableName, Key, ...condition } = samePass(main, { ...move });
  return { Put: { TableName, Item: { ...Key, v: 1, ...move, pass: move.pass + 1, found: false, from }, ...condition } };
};

export const endListMove = (main: MainTable, move: ListMove): TransactWrite => ({ Delete: samePass(main, move) });
