import type { Instant } from '../core/clock.ts';
import { canBeCode } from '../core/ids.ts';
import type { Page, PageQuestion } from '../core/pages.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { addTeams, communesWithoutPage, makeRoutable } from './add-teams.ts';
import type { Kept, Member, Team } from './team.ts';
import { createTeamStore } from './team-store.dynamo.ts';
import { writeMember } from './write-member.ts';
import { writeTeam } from './write-team.ts';

export type Teams = {
  readonly team: (code: string) => Promise<Kept<Team> | undefined>;
  /** Those that exist, each once, in the order of the codes asked for. */
  readonly teams: (codes: readonly string[]) => Promise<readonly Kept<Team>[]>;
  /** By code. `first`: 1 to 100, else RangeError. */
  readonly teamsOfCommune: (unitVersion: string, communeCode: string, page: PageQuestion) => Promise<Page<Kept<Team>>>;
  /** Holds another domain's transaction to the team as it was read: it is lost when the team rests, moves or is merged meanwhile. */
  readonly unchangedTeam: (team: Kept<Team>) => TransactWrite;
  readonly member: (id: string) => Promise<Kept<Member> | undefined>;
  /** All members of one team (4 to 9 people), by id. Empty for an unknown team. */
  readonly membersOf: (teamCode: string) => Promise<readonly Kept<Member>[]>;
  /** Codes of all teams that have members. It goes through the whole table: for an import of a country. */
  readonly codesWithMembers: () => Promise<ReadonlySet<string>>;
  /** Writes the whole member, new or not, in every team that they are in. Duty stays as it is: for people who said nothing of it yet. */
  readonly saveMember: (member: Member) => Promise<void>;
  /**
   * Writes the whole team, new or not, and tells routing in the same transaction: from then on no decision uses what was
   * before. Throws with the path of a value that cannot be kept, and `TeamKeepsChanging` when others win every time.
   */
  readonly changeTeam: (team: Team, alongside?: readonly TransactWrite[]) => Promise<void>;
  /** New teams of one commune at once: see add-teams.ts. */
  readonly addTeams: (adding: { readonly communeCode: string; readonly teams: readonly Team[]; readonly alongside: readonly TransactWrite[] }) => Promise<boolean>;
  /** Those of these communes that never had a team: what comes there together may come in by lots (decision 21). */
  readonly communesWithoutPage: (communeCodes: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Writes a member whole, new or not, and what follows for the duty of their teams. Throws as `changeTeam` does. */
  readonly changeMember: (member: Member, now: Instant, alongside?: readonly TransactWrite[]) => Promise<void>;
  /** People who are new, in teams that had nobody: all or none. At most 40 at once. False when one of them exists. */
  readonly addMembers: (members: readonly Member[], alongside: readonly TransactWrite[]) => Promise<boolean>;
  /** Lets routing find the new teams of these communes: see add-teams.ts. */
  readonly makeRoutable: (communeCodes: readonly string[], at: Instant) => Promise<number>;
};

/** Someone else changed the same team or member, or its commune's page, at every attempt. */
export class TeamKeepsChanging extends Error {
  override readonly name = 'TeamKeepsChanging';
}

/** Each attempt reads anew; a live page changes with every request of its commune, so a few losses are normal. */
const MOST_ATTEMPTS = 20;

const untilWritten = async (id: string, attempt: () => Promise<boolean>): Promise<void> => {
  for (let count = 0; count < MOST_ATTEMPTS; count += 1) if (await attempt()) return;
  throw new TeamKeepsChanging(`${id} was not written: something else was quicker ${MOST_ATTEMPTS} times, or routing takes no more changes.`);
};

export const createTeams = (main: MainTable): Teams => {
  const store = createTeamStore(main);

  return {
    team: async (code) => (canBeCode(code) ? store.team(code) : undefined),
    teams: async (codes) => {
      const wanted = [...new Set(codes)].filter(canBeCode);
      const found = new Map((await store.teams(wanted)).map((team) => [team.code, team]));
      return wanted.flatMap((code) => found.get(code) ?? []);
    },
    teamsOfCommune: store.teamsWithin,
    unchangedTeam: store.unchangedTeam,
    member: async (id) => (canBeCode(id) ? store.member(id) : undefined),
    membersOf: store.membersOf,
    codesWithMembers: store.codesWithMembers,
    saveMember: (member) => untilWritten(`Member ${member.id}`, async () => store.putMember(member, await store.member(member.id))),
    changeTeam: (team, alongside = []) =>
      untilWritten(`Team ${team.code}`, async () => writeTeam(main, store, { before: await store.team(team.code), after: team, alongside })),
    addTeams: (adding) => addTeams(main, store, adding),
    communesWithoutPage: (communeCodes) => communesWithoutPage(main, communeCodes),
    changeMember: (member, now, alongside = []) =>
      untilWritten(`Member ${member.id}`, async () => writeMember(main, store, { before: await store.member(member.id), after: member, now, alongside })),
    addMembers: store.putNewMembers,
    makeRoutable: (communeCodes, at) => makeRoutable(main, store, communeCodes, at),
  };
};
