import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { DecisionRecord } from '../routing/decision-record.ts';
import { getRows } from '../storage/batch.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { rowsBeginning } from '../storage/query.ts';
import { queueIndex } from '../storage/tables.ts';
import { refusedWrites } from '../storage/transact.ts';
import type { HelpRequest, HelpRequestChange, HelpRequestState } from './help-request.ts';
import {
  changeKey,
  fromChangeRow,
  fromRequestRow,
  requestKey,
  toChangeRow,
  toOfficeRows,
  toRequestRow,
} from './help-request-row.ts';

/** How one conditional transaction ended. Nothing is written unless it is `SAVED`. */
export type SaveOutcome =
  | 'SAVED'
  /** The request is not (or no longer) as it was read. */
  | 'REQUEST_DIFFERS'
  /** A change with this id came before. */
  | 'CHANGE_EXISTS'
  /** The team has no place free, or left the page. */
  | 'NO_PLACE';

export type Saving = {
  /** The request as it was read; undefined for a new one. */
  readonly before: HelpRequest | undefined;
  /** The states from which the change may start. */
  readonly startsFrom: readonly HelpRequestState[];
  readonly after: HelpRequest;
  readonly change: HelpRequestChange;
  /** What routing saw when it chose the team, so that the decision can be replayed. */
  readonly decision?: DecisionRecord | undefined;
  /** Writes on live pages: places taken and given back. */
  readonly places: readonly TransactWrite[];
};

/** Hears of a row of a list that cannot be read, by its partition key: the rest of the list is given without it. */
export type ReportUnreadable = (error: unknown, row: string) => void;

const refuse: ReportUnreadable = (error) => {
  throw error;
};

export const createHelpRequestStore = (main: MainTable, unreadable: ReportUnreadable = refuse) => {
  const { client, name } = main;
  const request = async (id: string): Promise<HelpRequest | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: name, Key: requestKey(id), ConsistentRead: true }));
    return Item === undefined ? undefined : fromRequestRow(Item);
  };

  /** The request and, if it came before, the change with this id: one read. */
  const requestAndChange = async (id: string, changeId: string) => {
    const rows = await getRows(main, [requestKey(id), changeKey(id, changeId)], { consistent: true });
    const found = (sk: string) => rows.find((row) => row['sk'] === sk);
    const requestRow = found(requestKey(id).sk);
    const changeRow = found(changeKey(id, changeId).sk);
    return {
      request: requestRow === undefined ? undefined : fromRequestRow(requestRow),
      change: changeRow === undefined ? undefined : fromChangeRow(changeRow),
    };
  };

  /** Those that are there and can be read, in no order. */
  const requests = async (ids: readonly string[]): Promise<HelpRequest[]> =>
    (await getRows(main, ids.map(requestKey), { consistent: true })).flatMap((row) => {
      const found = readIfReadable(row);
      if (found.request !== undefined) return [found.request];
      unreadable(found.error, String(row['pk']));
      return [];
    });

  /** Every change of a request, oldest first. A request has tens of changes at most. */
  const history = async (id: string): Promise<HelpRequestChange[]> =>
    (await rowsBeginning(main, requestKey(id).pk, 'change#')).map(fromChangeRow).sort((a, b) => a.revision - b.revision);

  /**
   * The requests that stand in a queue after this place, in order, at most `limit`; by their ids alone those that were
   * escalated, and those that cannot be read here.
   */
  const queued = async (queue: string, after: string | undefined, limit: number): Promise<QueuedRequest[]> => {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: name,
        IndexName: queueIndex.name,
        KeyConditionExpression: after === undefined ? 'queue = :queue' : 'queue = :queue AND queueSort > :after',
        ExpressionAttributeValues: { ':queue': queue, ...(after === undefined ? {} : { ':after': after }) },
        Limit: limit,
      }),
    );
    return (Items ?? []).map((row) => {
      const place = String(row['queueSort']);
      if (row['sk'] !== 'request') return { place, id: String(row['requestId']), request: undefined };
      return { place, id: idInKey(row), request: readIfReadable(row).request };
    });
  };

  /** The next number of this kiosk's day, from 1. A number may stay unused, but never comes twice. */
  const nextTicketNumber = async (kioskCode: string, day: string, expiresAt: number): Promise<number> => {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: name,
        Key: { pk: `kiosk#${kioskCode}`, sk: `tickets#${day}` },
        UpdateExpression: 'ADD lastNumber :one SET v = :version, expiresAt = :expiresAt',
        ExpressionAttributeValues: { ':one': 1, ':version': 1, ':expiresAt': expiresAt },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return Number(Attributes?.['lastNumber']);
  };

  /** One transaction: the request, its history, its decision and the places in the teams' capacity, or nothing. */
  const save = async (saving: Saving): Promise<SaveOutcome> => {
    const own = ownWrites(name, saving);
    const refused = await refusedWrites(main, [...own, ...saving.places]);
    return refused === undefined ? 'SAVED' : outcomeOf(refused, own.length);
  };

  /**
   * Notes when routing is asked again, and why nobody could take it: nothing that the history tells. Whoever has changed
   * the request meanwhile wins.
   */
  const postpone = async (before: HelpRequest, after: HelpRequest): Promise<SaveOutcome> => {
    try {
      await client.send(new PutCommand({ TableName: name, Item: toRequestRow(after), ...conditionOn(before, [before.state]) }));
      return 'SAVED';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return 'REQUEST_DIFFERS';
    }
  };

  return { request, requestAndChange, requests, history, queued, nextTicketNumber, save, postpone };
};

export type HelpRequestStore = ReturnType<typeof createHelpRequestStore>;

export type QueuedRequest = {
  readonly place: string;
  readonly id: string;
  /** Undefined for an escalated one, whose row lies elsewhere, and for one that cannot be read. */
  readonly request: HelpRequest | undefined;
};

const readIfReadable = (row: Record<string, unknown>): { readonly request?: HelpRequest; readonly error?: unknown } => {
  try {
    return { request: fromRequestRow(row) };
  } catch (error) {
    if (v.isValiError(error)) return { error };
    throw error;
  }
};

const idInKey = (row: Record<string, unknown>): string => String(row['pk']).slice(requestKey('').pk.length);

/** The request first, the change second: `outcomeOf` relies on it. */
const ownWrites = (table: string, { before, startsFrom, after, change, decision }: Saving): TransactWrite[] => {
  const writes: TransactWrite[] = [
    { Put: { TableName: table, Item: toRequestRow(after), ...conditionOn(before, startsFrom) } },
    { Put: { TableName: table, Item: toChangeRow(change), ConditionExpression: 'attribute_not_exists(pk)' } },
  ];
  if (decision !== undefined) {
    const key = { pk: requestKey(after.id).pk, sk: `decision#${String(after.revision).padStart(6, '0')}` };
    writes.push({ Put: { TableName: table, Item: { ...key, v: 1, ...decision } } });
  }
  const officeRows = toOfficeRows(after);
  writes.push(...officeRows.map((Item) => ({ Put: { TableName: table, Item } })));
  const kept = new Set(officeRows.map(({ sk }) => sk));
  for (const { pk, sk } of before === undefined ? [] : toOfficeRows(before)) {
    if (!kept.has(sk)) writes.push({ Delete: { TableName: table, Key: { pk, sk } } });
  }
  return writes;
};

const conditionOn = (before: HelpRequest | undefined, startsFrom: readonly HelpRequestState[]) =>
  before === undefined
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: `revision = :revision AND #state IN (${startsFrom.map((_, at) => `:state${at}`).join(', ')})`,
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':revision': before.revision,
          ...Object.fromEntries(startsFrom.map((state, at) => [`:state${at}`, state])),
        },
      };

/** Why nothing was written. Where only another transaction was met, the request is read again. */
const outcomeOf = (refused: readonly number[], ownCount: number): SaveOutcome => {
  if (refused.includes(1)) return 'CHANGE_EXISTS';
  if (refused.includes(0)) return 'REQUEST_DIFFERS';
  return refused.some((at) => at >= ownCount) ? 'NO_PLACE' : 'REQUEST_DIFFERS';
};
