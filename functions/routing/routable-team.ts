import type { Position } from '../core/position.ts';
import type { TeamStatus } from '../teams/team.ts';

/** What routing knows of a team and what hardly changes: it is kept in the snapshot and in the changes since. */
export type RoutableTeam = {
  /** The team's code, stable, `[A-Za-z0-9-]{3,24}`. */
  readonly id: string;
  readonly communeCode: string;
  /** WGS84 degrees to five decimals. */
  readonly position: Position;
  /** Codes of the skills that it helps with. */
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  /** How far it goes, in kilometres. */
  readonly reachKm: number;
  readonly status: TeamStatus;
};

const TEAM_ID = /^[A-Za-z0-9-]{3,24}$/;

export const isTeamId = (text: string): boolean => TEAM_ID.test(text);

/** The order that breaks ties: by the characters of the id, the same as in the snapshot. */
export const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
