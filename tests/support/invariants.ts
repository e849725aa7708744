import { isDeepStrictEqual } from 'node:util';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { fromChangeRow, fromRequestRow, toOfficeRows, toRequestRow } from '../../functions/help-requests/help-request-row.ts';
import { holdingTeam, type HelpRequest, type HelpRequestChange } from '../../functions/help-requests/help-request.ts';
import { parseLivePage } from '../../functions/routing/live-page-rows.ts';
import type { MainTable } from '../../functions/storage/client.ts';

/**
 * What must hold of the help requests of a whole table whenever nobody is writing, whatever happened before. Each check gives
 * sentences about what is wrong, none when all is well: `expect(violationsIn(await wholeTable(main))).toEqual([])`.
 */

type Row = Readonly<Record<string, unknown>>;

export type KeptRequest = {
  readonly request: HelpRequest;
  /** In the order of their revisions. */
  readonly changes: readonly HelpRequestChange[];
  /** Its own row: queue and due index come with it. */
  readonly row: Row;
  /** The rows by which offices see it. */
  readonly officeRows: readonly Row[];
  /** Revisions of which the routing decision was kept. */
  readonly decidedAt: readonly number[];
};

export type WholeTable = {
  readonly requests: ReadonlyMap<string, KeptRequest>;
  /** Open requests by team, as the live pages count them. A team on two pages is there twice. */
  readonly counted: readonly { readonly teamCode: string; readonly open: number }[];
  /** The last ticket number given, by `<kiosk> <day>`. */
  readonly lastNumbers: ReadonlyMap<string, number>;
  /** Rows of help requests of which the request itself is missing. */
  readonly strays: readonly string[];
};

/** Reads every row; for tests only, since nothing of ours scans while people wait. Throws when a row cannot be parsed. */
export const wholeTable = async (main: MainTable): Promise<WholeTable> => {
  const rows = await everyRow(main);
  const ofRequests = Map.groupBy(rows.filter(({ pk }) => String(pk).startsWith('request#')), ({ pk }) => String(pk));
  const requests = new Map<string, KeptRequest>();
  const strays: string[] = [];
  for (const [pk, own] of ofRequests) {
    const row = own.find(({ sk }) => sk === 'request');
    if (row === undefined) strays.push(...own.map(({ sk }) => `${pk} ${String(sk)}`));
    else requests.set(String(row['id']), keptRequest(row, own));
  }
  const pages = rows.filter(({ sk }) => sk === 'live').map(parseLivePage);
  return {
    requests,
    strays,
    counted: pages.flatMap(({ teams }) => [...teams].map(([teamCode, { open }]) => ({ teamCode, open }))),
    lastNumbers: new Map(
      rows
        .filter(({ sk }) => String(sk).startsWith('tickets#'))
        .map(({ pk, sk, lastNumber }) => [`${afterMark(pk)} ${afterMark(sk)}`, Number(lastNumber)]),
    ),
  };
};

const everyRow = async ({ client, name }: MainTable): Promise<Row[]> => {
  const rows: Row[] = [];
  let from: Row | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: name, ConsistentRead: true, ...(from === undefined ? {} : { ExclusiveStartKey: from }) }));
    rows.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return rows;
};

const afterMark = (key: unknown): string => String(key).replace(/^[^#]*#/, '');

const keptRequest = (row: Row, own: readonly Row[]): KeptRequest => {
  const beginning = (mark: string) => own.filter(({ sk }) => String(sk).startsWith(mark));
  return {
    request: fromRequestRow(row),
    changes: beginning('change#').map(fromChangeRow).sort((a, b) => a.revision - b.revision),
    row,
    officeRows: own.filter(({ queue, sk }) => queue !== undefined && sk !== 'request'),
    decidedAt: beginning('decision#').map(({ sk }) => Number(afterMark(sk))),
  };
};

/** All of them. */
export const violationsIn = (table: WholeTable): string[] => [
  ...capacityViolations(table),
  ...halfWritten(table),
  ...ticketViolations(table),
];

/** Capacity counts equal the open requests: of every team, no place is taken by nothing, and none is missing. */
export const capacityViolations = ({ requests, counted }: WholeTable): string[] => {
  const held = new Map<string, number>();
  for (const { request } of requests.values()) {
    const team = holdingTeam(request)?.teamCode;
    if (team !== undefined) held.set(team, (held.get(team) ?? 0) + 1);
  }
  const twice = [...Map.groupBy(counted, ({ teamCode }) => teamCode)].filter(([, places]) => places.length > 1);
  const known = new Set(counted.map(({ teamCode }) => teamCode));
  return [
    ...twice.map(([team]) => `team ${team} stands on two live pages`),
    ...[...held.keys()].filter((team) => !known.has(team)).map((team) => `team ${team} holds requests and stands on no live page`),
    ...counted
      .filter(({ teamCode, open }) => open !== (held.get(teamCode) ?? 0))
      .map(({ teamCode, open }) => `team ${teamCode} counts ${open} open and holds ${held.get(teamCode) ?? 0}`),
  ];
};

/** A request, its history, its place in the queues and its first decision are written together or not at all. */
export const halfWritten = ({ requests, strays }: WholeTable): string[] => [
  ...strays.map((row) => `there is ${row} without its request`),
  ...[...requests.values()].flatMap(({ request, changes, row, officeRows, decidedAt }) => {
    const { id, revision, state } = request;
    const wrong: string[] = [];
    const revisions = changes.map((change) => change.revision);
    if (revisions.length !== revision || revisions.some((each, at) => each !== at + 1)) {
      wrong.push(`is at revision ${revision} with changes ${revisions.join(', ')}`);
    }
    if (changes.at(-1)?.stateAfter !== state) wrong.push(`is ${state} after a change to ${changes.at(-1)?.stateAfter}`);
    if (!decidedAt.includes(1)) wrong.push('lacks the decision by which it was placed');
    if (!isSame(row, toRequestRow(request))) wrong.push('stands in another queue, or is due at another time, than it says');
    if (!isSame(byKey(officeRows), byKey(toOfficeRows(request)))) wrong.push(`is before ${officeRows.map(({ queue }) => String(queue)).join(', ') || 'no office'}`);
    if (acceptedTwice(changes)) wrong.push('was accepted twice');
    return wrong.map((what) => `request ${id} ${what}`);
  }),
];

const byKey = (rows: readonly Row[]): Readonly<Record<string, Row>> => Object.fromEntries(rows.map((row) => [String(row['sk']), row]));

/** What is left out of a row and what is undefined in it are the same. */
const isSame = (one: object, other: object): boolean => isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));

/** Two acceptances without somebody saying in between that it is wanted again. */
const acceptedTwice = (changes: readonly HelpRequestChange[]): boolean => {
  const turns = changes.filter(({ kind }) => kind === 'ACCEPTED' || kind === 'REOPENED');
  return turns.some(({ kind }, at) => kind === 'ACCEPTED' && turns[at - 1]?.kind === 'ACCEPTED');
};

/** A number is said aloud at a kiosk: nobody else may have it that day. */
export const ticketViolations = ({ requests, lastNumbers }: WholeTable): string[] => {
  const all = [...requests.values()].map(({ request }) => request);
  const byTicket = Map.groupBy(all, ({ kioskCode, ticket }) => `${kioskCode} ${ticket.day} ${ticket.number}`);
  return [
    ...[...byTicket].filter(([, same]) => same.length > 1).map(([ticket, same]) => `${same.length} requests have the ticket ${ticket}`),
    ...all
      .filter(({ kioskCode, ticket }) => Number(ticket.number.split('-')[1]) > (lastNumbers.get(`${kioskCode} ${ticket.day}`) ?? 0))
      .map(({ id, ticket }) => `request ${id} has the ticket ${ticket.number}, which the kiosk never gave`),
  ];
};
