import type { Instant } from '../core/clock.ts';
import type { Position } from '../core/position.ts';
import type { TeamProfile } from './team-columns.ts';

/** What routing is asked. */
export type Question = {
  /** Where help is wanted. */
  readonly at: Position;
  readonly skill: string;
  readonly language: string;
  /** How far the mode reaches, in kilometres; null: as far as each team goes. */
  readonly reachKm: number | null;
  /** Only teams of this commune. */
  readonly withinCommune?: string | undefined;
  readonly now: Instant;
  /** Ids of teams not to be asked again, such as those that declined. */
  readonly exclude: readonly string[];
  /** Ids of the teams with members on shift at this kiosk's booth: on duty, at distance 0 and within reach. */
  readonly boothTeamIds: readonly string[];
  /** How many candidates are wanted, at least 1. */
  readonly first: number;
};

/** Active, covers the skill, speaks the language: what the snapshot knows. */
export const fitsQuestion = (profile: TeamProfile, { skill, language }: Pick<Question, 'skill' | 'language'>): boolean =>
  profile.status === 'ACTIVE' && profile.skills.includes(skill) && profile.languages.includes(language);

/** How far this team may be for this mode, in metres: the shorter of its own reach and the mode's. */
export const reachMetres = (teamReachKm: number, modeReachKm: number | null): number =>
  1000 * (modeReachKm === null ? teamReachKm : Math.min(teamReachKm, modeReachKm));
