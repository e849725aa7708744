import { systemClock, type Clock, type Instant } from '../../functions/core/clock.ts';
import { putSnapshot, readRoutingState } from '../../functions/routing/snapshot-store.dynamo.ts';
import { putRows } from '../../functions/storage/batch.ts';
import type { MainTable } from '../../functions/storage/client.ts';
import { routableTeamOf } from '../../functions/teams/change-team.ts';
import {
  DEMONSTRATION_VERSION,
  invitationCandidates,
  type InvitationCandidate,
} from '../../functions/teams/demonstration/demonstration.ts';
import { catalogue } from '../../functions/topics/catalogue.ts';
import { UNITS_IN_FORCE } from '../../functions/units/admin-unit.ts';
import { createUnits } from '../../functions/units/units.ts';
import { putMarker, readMarker, type DemonstrationMarker } from './demonstration-marker.ts';
import { prepareRows, prepareUnitRows, type DemonstrationRows } from './demonstration-rows.ts';

export type LoadDemonstration = {
  readonly main: MainTable;
  /** How many teams there are to be. Up to 10,000 lie in one province, more in the whole country. */
  readonly teams: number;
  readonly onProgress?: (done: number, total: number) => void;
  /** When given, aborting it stops the load between two requests; the next load goes on with it. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
};

export type LoadedDemonstration = {
  /** False when all of it was there already, or when the table holds what was imported and gets none. */
  readonly loaded: boolean;
  /** How many teams of it there are: what an earlier load made of it stays, whatever is asked for now. */
  readonly teams: number;
  /** Undefined where there is none. */
  readonly seed?: number;
  /** Two members of each of the two teams nearest to each kiosk that are on duty at any hour. */
  readonly invitations: readonly InvitationCandidate[];
  /** What an operator is told, a few lines; empty when nothing was loaded. */
  readonly lines: readonly string[];
};

/**
 * Puts units, teams, members, kiosks, live pages and routing's snapshot into a table, each row where it was before if a load
 * was interrupted: so there are no doubles, and a table that has it all, or holds what people imported, is left alone.
 */
export const loadDemonstration = async (options: LoadDemonstration): Promise<LoadedDemonstration> => {
  const { main, onProgress, signal, clock = systemClock } = options;
  const before = await readMarker(main);
  if (before?.stage === 'READY') {
    await addMissingUnits(main);
    return { loaded: false, ...kept(before), lines: [] };
  }
  if (before === undefined && (await createUnits(main).versions()).length > 0) return leaveToItsOwners(main, clock());
  // An interrupted load is finished as it was begun: another number of teams would leave rows that belong to nobody.
  const now = before?.at ?? clock();
  const prepared = prepareRows(before?.teams ?? options.teams, now);
  const marker = markerOf(prepared, now);
  // Rows of another generator are written over: routing's snapshot must be of the same teams.
  if (before?.stage !== 'ROWS' || before.generator !== DEMONSTRATION_VERSION) {
    await putMarker(main, marker);
    let done = 0;
    const written = (count: number): void => {
      done += count;
      onProgress?.(done, prepared.count);
    };
    await putRows(main, untilAborted(prepared.rows(), signal), written);
    await putRows(main, prepared.versionRows, written);
    await putMarker(main, { ...marker, stage: 'ROWS' });
  }
  signal?.throwIfAborted();
  await putSnapshot(main, prepared.demonstration.teams.map(routableTeamOf), clock());
  await putMarker(main, { ...marker, stage: 'READY' });
  return { loaded: true, ...kept(marker), lines: linesOf(prepared) };
};

/** A table of before there were versions of the list gets them; one that has them costs one query. */
const addMissingUnits = async (main: MainTable): Promise<void> => {
  if ((await createUnits(main).versions()).length > 0) return;
  const { rows, versionRows } = prepareUnitRows();
  await putRows(main, rows);
  await putRows(main, versionRows);
};

/**
 * Somebody imported a list of units before the first start: they come with teams of their own, and nothing made up must stand
 * between those. Routing gets its empty beginning, without which no team can be imported.
 */
const leaveToItsOwners = async (main: MainTable, at: Instant): Promise<LoadedDemonstration> => {
  if ((await readRoutingState(main)) === undefined) await putSnapshot(main, [], at);
  return { loaded: false, teams: 0, invitations: [], lines: ['No demonstration is loaded, since a list of units was imported here: import your teams, or begin again with --fresh.'] };
};

const kept = ({ teams, seed, invitations }: DemonstrationMarker) => ({ teams, seed, invitations });

export const markerOf = ({ demonstration }: DemonstrationRows, at: string): DemonstrationMarker => ({
  v: 1,
  stage: 'BEGUN',
  teams: demonstration.teams.length,
  seed: demonstration.seed,
  generator: DEMONSTRATION_VERSION,
  unitVersion: UNITS_IN_FORCE,
  catalogueVersion: catalogue.version,
  at,
  invitations: [...invitationCandidates(demonstration)],
});

const linesOf = ({ demonstration, unitLines }: DemonstrationRows): readonly string[] => [
  ...unitLines,
  `Demonstration (generated, seed ${demonstration.seed}): ${[
    `${demonstration.teams.length.toLocaleString('en')} teams`,
    `${demonstration.members.length.toLocaleString('en')} members`,
    `${demonstration.kiosks.length} kiosks`,
  ].join(', ')}. No team and no person in it is real.`,
];

function* untilAborted<Item>(items: Iterable<Item>, signal: AbortSignal | undefined): Generator<Item> {
  for (const item of items) {
    signal?.throwIfAborted();
    yield item;
  }
}
