import { randomUUID } from 'node:crypto';
import { auditWrite, COUNTRY } from '../audit/audit.ts';
import { instantOf, minutes, plusMilliseconds, type Clock, type Instant } from '../core/clock.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { writeAllOrNone } from '../storage/transact.ts';
import type { AdminUnit } from './admin-unit.ts';
import { endListMove, listMoves, nextPassOf, noteListMove, type ListMove } from './list-move-store.dynamo.ts';
import { indexUnits } from './unit-index.ts';
import { createUnitListStore } from './unit-list-store.dynamo.ts';
import { followUnit } from './unit-today.ts';
import { KEPT_SINCE } from './units.ts';

/** What lies in a commune of an earlier list follows it into the one commune that all of it became. */
export type CommuneMove = { readonly from: AdminUnit; readonly to: AdminUnit };

/** Each moves what is of its domain, can be repeated, and gives how many it moved. */
export type FollowListParts = {
  readonly main: MainTable;
  readonly clock: Clock;
  readonly moveTeams: (moves: readonly CommuneMove[], at: Instant, lineOf: (move: CommuneMove, code: string) => TransactWrite) => Promise<number>;
  readonly moveKiosks: (move: CommuneMove, at: Instant, lineOf: (code: string) => TransactWrite) => Promise<number>;
  readonly moveRequests: (move: CommuneMove) => Promise<number>;
  /** Whether there is time for more: the rest is done by the next run. */
  readonly mayGoOn: () => boolean;
};

/** How many were moved by this run, and whether it came to the end of a pass: false when time ran out before. */
export type Followed = { readonly teams: number; readonly kiosks: number; readonly requests: number; readonly finished: boolean };

/** Communes of the newer list whose kiosks and requests are moved at once, and after how many it is noted how far that came. */
const AT_ONCE = 8;
const NOTED_EVERY = 64;

/** A process hears of a newer list within a minute, and writes what it had begun under the old one soon after. */
const NEXT_PASS_AFTER = minutes(5);

/** The first instant of the day in Vietnam (UTC+7). */
export const beginningOf = (version: string): Instant => instantOf(Date.parse(`${version}T00:00:00+07:00`));

/**
 * Lets what is kept under earlier lists follow the newer ones that are in force: teams, kiosks, what stands before offices. Of a
 * commune that was divided, or of which nothing is known, nothing is moved: somebody has to say. Passes are made until one,
 * begun minutes after the one before, finds nothing. It may die anywhere and be run twice at once: each move is conditional, and
 * what was not moved is found by the next run.
 */
export const followLists = async (parts: FollowListParts): Promise<Followed> => {
  let all: Followed = { teams: 0, kiosks: 0, requests: 0, finished: true };
  for (const move of await listMoves(parts.main)) {
    if (move.from > parts.clock()) continue;
    const followed = await passOf(parts, move);
    all = {
      teams: all.teams + followed.teams,
      kiosks: all.kiosks + followed.kiosks,
      requests: all.requests + followed.requests,
      finished: all.finished && followed.finished,
    };
    if (!all.finished) break;
  }
  return all;
};

const passOf = async (parts: FollowListParts, move: ListMove): Promise<Followed> => {
  const counts = { teams: 0, kiosks: 0, requests: 0 };
  const communes = (await movesTo(parts.main, move.version)).filter(([code]) => code > (move.after ?? ''));
  let found = move.found;
  for (let at = 0; at < communes.length; at += NOTED_EVERY) {
    if (!parts.mayGoOn()) return { ...counts, finished: false };
    const some = communes.slice(at, at + NOTED_EVERY);
    const moved = await moveCommunes(parts, move, some.map(([, moves]) => moves));
    counts.teams += moved.teams;
    counts.kiosks += moved.kiosks;
    counts.requests += moved.requests;
    found ||= moved.teams + moved.kiosks + moved.requests > 0;
    if (!(await noteListMove(parts.main, move, some.at(-1)?.[0] ?? '', found))) return { ...counts, finished: true };
  }
  const now = parts.clock();
  const last = move.pass > 1 && !found;
  await writeAllOrNone(parts.main, last ? [endListMove(parts.main, move), lineOf(parts, move)] : [nextPassOf(parts.main, move, plusMilliseconds(now, NEXT_PASS_AFTER))]);
  return { ...counts, finished: true };
};

/** Communes of before, by the commune that all of them became. Teams first: the phones of a commune's own hear of its requests. */
const moveCommunes = async (parts: FollowListParts, move: ListMove, communes: readonly (readonly CommuneMove[])[]): Promise<Omit<Followed, 'finished'>> => {
  const at = parts.clock();
  const lineFor = (kind: 'TEAM' | 'KIOSK', one: CommuneMove, id: string) => lineOf(parts, move, { subject: { kind, id }, ...one });
  const teams = await parts.moveTeams(communes.flat(), at, (one, code) => lineFor('TEAM', one, code));
  const counts = { kiosks: 0, requests: 0 };
  const waiting = communes.values();
  const work = async (): Promise<void> => {
    // All share one iterator: each takes the next commune when it is free.
    for (const moves of waiting) {
      for (const one of moves) {
        const [kiosks, requests] = [await parts.moveKiosks(one, at, (code) => lineFor('KIOSK', one, code)), await parts.moveRequests(one)];
        // Added after the waits: others that are under way add theirs meanwhile.
        counts.kiosks += kiosks;
        counts.requests += requests;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { teams, ...counts };
};

/** Which communes of earlier lists all of a commune took over, by its code and in the order of the codes. */
const movesTo = async (main: MainTable, version: string): Promise<readonly (readonly [string, readonly CommuneMove[]])[]> => {
  const store = createUnitListStore(main);
  const versions = (await store.versions()).map((list) => list.version).filter((list) => list >= KEPT_SINCE && list <= version);
  const lists = await Promise.all(versions.map((list) => store.list(list)));
  const indexes = lists.map((list) => {
    if (list === undefined) throw new Error('A list of units has a version and no units.');
    return indexUnits(list);
  });
  const moves = indexes.slice(0, -1).flatMap((index, at) =>
    [...index.byCode.values()].flatMap((from): CommuneMove[] => {
      if (from.level !== 'COMMUNE') return [];
      const today = followUnit(from, indexes.slice(at + 1));
      return today.kind === 'WHOLE' ? [{ from, to: today.unit }] : [];
    }),
  );
  return [...Map.groupBy(moves, ({ to }) => to.code)].sort(([one], [other]) => (one < other ? -1 : 1));
};

/** A line of the trail in the name of whoever imported the list: of one thing that moved, or that all has. */
const lineOf = (
  { main, clock }: FollowListParts,
  { version, by }: ListMove,
  moved?: CommuneMove & { readonly subject: { readonly kind: 'TEAM' | 'KIOSK'; readonly id: string } },
): TransactWrite =>
  auditWrite(main, {
    id: randomUUID(),
    at: clock(),
    act: 'importUnits',
    by,
    subject: moved?.subject ?? { kind: 'UNIT_LIST', id: version },
    office: moved === undefined ? { unitVersion: version, unitCode: COUNTRY } : { unitVersion: version, unitCode: moved.to.code, provinceCode: moved.to.parentCode },
    detail: moved === undefined ? { moved: 'all' } : { from: `${moved.from.version} ${moved.from.code}`, to: `${moved.to.version} ${moved.to.code}` },
  });
