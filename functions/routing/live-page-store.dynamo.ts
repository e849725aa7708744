import { getRows, putRows } from '../storage/batch.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { checkLiveTeam, livePageKey, livePageRow, parseLivePage } from './live-page-rows.ts';
import { emptyLivePage } from './live-page.ts';
import type { Duty, LivePage } from './live-page.ts';
import type { PlaceMove, PlaceOf } from './place-move.ts';

/**
 * The writes of a move, to be put into the transaction that writes the request: one per live page, since a transaction
 * may touch an item only once. A write's condition fails when no place is free to take, or when there is none to give
 * back (the team has left the commune, or the place is back already): then nothing of the transaction is written. Taking
 * and giving back a place of the same team changes nothing, and needs no write.
 */
export const placeMoveWrites = (table: MainTable, move: PlaceMove): readonly TransactWrite[] => {
  const steps: PlaceStep[] = [];
  if (move.take !== undefined) steps.push({ place: move.take, kind: 'TAKE' });
  if (move.takeRegardless !== undefined) steps.push({ place: move.takeRegardless, kind: 'TAKE_REGARDLESS' });
  if (move.giveBack !== undefined) {
    const same = steps.findIndex(({ place }) => place.teamCode === move.giveBack?.teamCode);
    if (same >= 0) steps.splice(same, 1);
    else steps.push({ place: move.giveBack, kind: 'GIVE_BACK' });
  }
  const byCommune = Map.groupBy(steps, ({ place }) => place.communeCode);
  return [...byCommune].map(([communeCode, ofPage]) => pageWrite(table, communeCode, ofPage));
};

type PlaceStep = { readonly place: PlaceOf; readonly kind: 'TAKE' | 'TAKE_REGARDLESS' | 'GIVE_BACK' };

const pageWrite = (table: MainTable, communeCode: string, steps: readonly PlaceStep[]): TransactWrite => {
  const names: Record<string, string> = { '#version': 'version' };
  const sets = ['#version = #version + :one'];
  const conditions: string[] = [];
  for (const [number, { place, kind }] of steps.entries()) {
    names[`#team${number}`] = place.teamCode;
    const team = `teams.#team${number}`;
    names['#open'] = 'open';
    sets.push(`${team}.#open = ${team}.#open ${kind === 'GIVE_BACK' ? '-' : '+'} :one`);
    if (kind === 'TAKE') {
      names['#capacity'] = 'capacity';
      conditions.push(`${team}.#open < ${team}.#capacity`);
    }
    if (kind === 'TAKE_REGARDLESS') conditions.push(`attribute_exists(${team})`);
    if (kind === 'GIVE_BACK') conditions.push(`${team}.#open >= :one`);
  }
  return {
    Update: {
      TableName: table.name,
      Key: livePageKey(communeCode),
      UpdateExpression: `SET ${sets.join(', ')}`,
      ConditionExpression: conditions.join(' AND '),
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ':one': 1 },
    },
  };
};

const onlyWrite = (writes: readonly TransactWrite[]): TransactWrite => {
  const [write] = writes;
  if (write === undefined || writes.length > 1) throw new Error('One place is one write.');
  return write;
};

/** Takes a place if the team is in this commune and has one free. */
export const takePlaceWrite = (table: MainTable, place: PlaceOf): TransactWrite =>
  onlyWrite(placeMoveWrites(table, { take: place }));

/** Takes a place even when none is free. */
export const takePlaceRegardlessWrite = (table: MainTable, place: PlaceOf): TransactWrite =>
  onlyWrite(placeMoveWrites(table, { takeRegardless: place }));

/** Gives a place back, never below none open. */
export const givePlaceBackWrite = (table: MainTable, place: PlaceOf): TransactWrite =>
  onlyWrite(placeMoveWrites(table, { giveBack: place }));

/**
 * Changes a team's duty or capacity and leaves its open requests as they are. At least one of the two is given. With
 * `version` the condition fails when anything of the page changed since it was read.
 */
export const changeLiveTeamWrite = (
  table: MainTable,
  place: PlaceOf,
  change: { readonly duty?: Duty; readonly capacity?: number; readonly version?: number },
): TransactWrite => {
  const { duty, capacity } = checkLiveTeam({ open: 0, capacity: change.capacity ?? 0, duty: change.duty ?? { hours: '24/7' } });
  const sets = ['#version = #version + :one'];
  if (change.duty !== undefined) sets.push('teams.#team.#duty = :duty');
  if (change.capacity !== undefined) sets.push('teams.#team.#capacity = :capacity');
  if (sets.length === 1) throw new Error('A change of duty or capacity changes at least one of them.');
  return {
    Update: {
      TableName: table.name,
      Key: livePageKey(place.communeCode),
      UpdateExpression: `SET ${sets.join(', ')}`,
      ConditionExpression: `attribute_exists(teams.#team)${change.version === undefined ? '' : ' AND #version = :version'}`,
      ExpressionAttributeNames: {
        '#version': 'version',
        '#team': place.teamCode,
        ...(change.duty === undefined ? {} : { '#duty': 'duty' }),
        ...(change.capacity === undefined ? {} : { '#capacity': 'capacity' }),
      },
      ExpressionAttributeValues: {
        ':one': 1,
        ...(change.duty === undefined ? {} : { ':duty': duty }),
        ...(change.capacity === undefined ? {} : { ':capacity': capacity }),
        ...(change.version === undefined ? {} : { ':version': change.version }),
      },
    },
  };
};

/**
 * Says what the duty of these teams of a page is now: the page's one write in a transaction. Its condition fails when
 * anything of the page changed since it was read, so that two members who speak at once are both heard. With no duty to
 * change it says that somebody came or went: whoever decides from the page as it was reads again.
 */
export const changeDutiesWrite = (table: MainTable, page: LivePage, duties: ReadonlyMap<string, Duty>): TransactWrite => {
  const changes = [...duties].map(([teamCode, duty], number) => ({ teamCode, duty: checkLiveTeam({ open: 0, capacity: 0, duty }).duty, number }));
  return {
    Update: {
      TableName: table.name,
      Key: livePageKey(page.communeCode),
      UpdateExpression: ['SET #version = #version + :one', ...changes.map(({ number }) => `teams.#team${number}.#duty = :duty${number}`)].join(', '),
      ConditionExpression: '#version = :version',
      ExpressionAttributeNames: {
        '#version': 'version',
        ...(changes.length === 0 ? {} : { '#duty': 'duty' }),
        ...Object.fromEntries(changes.map(({ teamCode, number }) => [`#team${number}`, teamCode])),
      },
      ExpressionAttributeValues: {
        ':one': 1,
        ':version': page.version,
        ...Object.fromEntries(changes.map(({ duty, number }) => [`:duty${number}`, duty])),
      },
    },
  };
};

/** The live pages of these communes as they are now (strongly consistent), by commune; empty where there is none. */
export const readLivePages = async (table: MainTable, communeCodes: readonly string[]): Promise<ReadonlyMap<string, LivePage>> => {
  const wanted = [...new Set(communeCodes)];
  const pages = new Map(wanted.map((code) => [code, emptyLivePage(code)]));
  const rows = await getRows(table, wanted.map(livePageKey), { consistent: true });
  for (const page of rows.map(parseLivePage)) pages.set(page.communeCode, page);
  return pages;
};

/** Puts whole pages, as a first filling does; what they had before is lost. */
export const putLivePages = (table: MainTable, pages: readonly LivePage[]): Promise<void> => {
  for (const page of pages) for (const team of page.teams.values()) checkLiveTeam(team);
  return putRows(table, pages.map(livePageRow));
};
