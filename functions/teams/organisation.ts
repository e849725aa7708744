import { addMember, addToTeam, changeMember, removeFromTeam, setMemberPhone, setRole } from './administer-members.ts';
import { activateTeam, addTeam, changeTeam, pauseTeam } from './administer-teams.ts';
import type { OrganisationParts } from './administer.ts';
import { continueMerge, mergeTeams } from './merge-teams.ts';
import type { MergeParts } from './merge-teams.ts';
import { endLeave, endTeamLeave, setDutyUntil, takeLeave, takeTeamLeave } from './take-duty.ts';
import { createTeamStore } from './team-store.dynamo.ts';
import type { Principal } from '../identity/principal.ts';

const acts = {
  addTeam,
  changeTeam,
  pauseTeam,
  activateTeam,
  mergeTeams,
  addMember,
  changeMember,
  addToTeam,
  removeFromTeam,
  setRole,
  setMemberPhone,
  setDutyUntil,
  takeLeave,
  endLeave,
  takeTeamLeave,
  endTeamLeave,
};

type Acts = typeof acts;

/** Each act for whoever asks: `(principal, ask) => Promise<Result>`. Permission is decided inside, and each act leaves its line. */
export type Organisation = {
  readonly [Act in keyof Acts]: (principal: Principal, ask: Parameters<Acts[Act]>[2]) => ReturnType<Acts[Act]>;
};

/** What offices, leads and members may do with teams, rosters and duty. */
export const createOrganisation = (parts: Omit<OrganisationParts, 'store'>): Organisation => {
  const whole: OrganisationParts = { ...parts, store: createTeamStore(parts.main) };
  const bound = Object.entries(acts).map(([name, act]) => [
    name,
    // Each act takes its own kind of ask, which the type of Organisation says again.
    (principal: Principal, ask: never) => (act as (parts: OrganisationParts, principal: Principal, ask: never) => Promise<unknown>)(whole, principal, ask),
  ]);
  return Object.fromEntries(bound) as Organisation;
};

/** Finishes a team's merge that was interrupted, for the run of what is due. */
export const createContinueMerge = (parts: Omit<MergeParts, 'store'>): ((teamCode: string) => Promise<number>) => {
  const whole: MergeParts = { ...parts, store: createTeamStore(parts.main) };
  return (teamCode) => continueMerge(whole, teamCode);
};
