import type { RoutableTeam } from './routable-team.ts';
import type { Snapshot } from './snapshot.ts';
import { teamSetFrom } from './team-set.ts';
import type { TeamSet } from './team-set.ts';

/** What became of a team since the snapshot: how it is now, or that it is gone. */
export type TeamChange = RoutableTeam | 'REMOVED';

/**
 * Which snapshot routes, and what changed since. It is written in the transaction that changes a team and read with
 * every decision, so no decision uses a position that is no longer true.
 */
export type RoutingState = {
  readonly snapshotId: string;
  /** Into how many items the snapshot's bytes are divided. */
  readonly chunks: number;
  /** Grows with every change. */
  readonly version: number;
  readonly changes: Readonly<Record<string, TeamChange>>;
};

/** Some of the teams of a view: all of `teams` but those marked 1 in `hidden`. */
export type ViewPart = { readonly teams: TeamSet; readonly hidden: Uint8Array | undefined };

/** The teams as they are now: those of the snapshot that did not change, then those that did. */
export type RoutingView = { readonly parts: readonly [ViewPart, ...ViewPart[]] };

export const viewOf = (snapshot: Snapshot, changes: RoutingState['changes']): RoutingView => {
  const changed = Object.entries(changes);
  if (changed.length === 0) return { parts: [{ teams: snapshot.teams, hidden: undefined }] };
  const hidden = new Uint8Array(snapshot.teams.count);
  const current: RoutableTeam[] = [];
  for (const [id, change] of changed) {
    const row = snapshot.teams.rowOf(id);
    if (row >= 0) hidden[row] = 1;
    if (change !== 'REMOVED') current.push(change);
  }
  return { parts: [{ teams: snapshot.teams, hidden }, { teams: teamSetFrom(current), hidden: undefined }] };
};

/** Where the team of this id is in the view. */
export const findTeam = (view: RoutingView, id: string): { readonly teams: TeamSet; readonly row: number } | undefined => {
  for (const { teams, hidden } of view.parts) {
    const row = teams.rowOf(id);
    if (row >= 0 && hidden?.[row] !== 1) return { teams, row };
  }
  return undefined;
};

/** All teams as they are after the changes: what the next snapshot holds. */
export const foldDelta = (snapshot: Snapshot, changes: RoutingState['changes']): readonly RoutableTeam[] =>
  viewOf(snapshot, changes).parts.flatMap(({ teams, hidden }) => {
    const rows: RoutableTeam[] = [];
    for (let row = 0; row < teams.count; row += 1) if (hidden?.[row] !== 1) rows.push(teams.teamAt(row));
    return rows;
  });

/** What is still to be folded when `folded` went into a snapshot while changes went on. */
export const changesAfterFold = (now: RoutingState['changes'], folded: RoutingState['changes']): RoutingState['changes'] =>
  Object.fromEntries(Object.entries(now).filter(([id, change]) => !sameChange(change, folded[id])));

const sameChange = (one: TeamChange, other: TeamChange | undefined): boolean => {
  if (one === 'REMOVED' || other === 'REMOVED' || other === undefined) return one === other;
  return (
    one.communeCode === other.communeCode &&
    one.position.lat === other.position.lat &&
    one.position.lon === other.position.lon &&
    one.reachKm === other.reachKm &&
    one.status === other.status &&
    sameList(one.skills, other.skills) &&
    sameList(one.languages, other.languages)
  );
};

const sameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((item, at) => item === other[at]);
