import type { Instant } from '../../core/clock.ts';
import { geodesicMetres } from '../../routing/geodesic.ts';
import type { Kiosk } from '../../kiosks/kiosk.ts';
import type { CheckedUnits } from '../../units/check-units.ts';
import type { Member, Team } from '../team.ts';
import { allocateTeams } from './allocate.ts';
import { placeCommunes } from './commune-centres.ts';
import { generateTeams, TEAMS_AT_KIOSK } from './generate-teams.ts';
import { DEMONSTRATION_PROVINCE, kioskAt, kioskSpots } from './kiosks-of-demonstration.ts';
import { membersOfTeam } from './people.ts';

/** Printed with the data, so that anybody can make the same again. */
export const DEMONSTRATION_SEED = 20251126;

/** Grows when the generator makes something else of the same seed. */
export const DEMONSTRATION_VERSION = 2;

/** Up to so many teams lie in one province, beyond it in the whole country. */
export const MOST_TEAMS_IN_ONE_PROVINCE = 10_000;

export type DemonstrationPlan = {
  readonly checkedUnits: Pick<CheckedUnits, 'units' | 'successions'>;
  /** 1 or more; from 10,001 on over the whole country. */
  readonly teams: number;
  readonly skills: readonly string[];
  /** From when on the booth's shifts are planned. */
  readonly now: Instant;
  readonly seed?: number;
};

export type Demonstration = {
  readonly seed: number;
  readonly teams: readonly Team[];
  /**
   * Of the teams in the demonstration's province. Elsewhere teams have none: the 348,362 members of the whole country would
   * take minutes to load, and nobody signs in as them.
   */
  readonly members: readonly Member[];
  readonly kiosks: readonly Kiosk[];
};

/** Teams, members and kiosks that nobody has, each marked so. The same plan gives the same. */
export const generateDemonstration = ({ checkedUnits, teams: count, skills, now, seed = DEMONSTRATION_SEED }: DemonstrationPlan): Demonstration => {
  if (!Number.isInteger(count) || count < 1) throw new RangeError('A demonstration has a whole number of teams, at least one.');
  const everywhere = placeCommunes(checkedUnits.units, checkedUnits.successions);
  const places = count > MOST_TEAMS_IN_ONE_PROVINCE ? everywhere : everywhere.filter(({ unit }) => unit.parentCode === DEMONSTRATION_PROVINCE);
  const spots = kioskSpots(places);
  const byCommune = Map.groupBy(spots, ({ place }) => place.unit.code);
  const needed = new Map([...byCommune].map(([code, kiosks]) => [code, kiosks.length * TEAMS_AT_KIOSK]));
  const counts = allocateTeams(count, places, needed);
  const teams = places.flatMap((place) =>
    generateTeams({
      place,
      count: counts.get(place.unit.code) ?? 0,
      kiosks: (byCommune.get(place.unit.code) ?? []).map(({ position }) => position),
      skills,
      seed,
    }),
  );
  const provinceCommunes = new Set(places.filter(({ unit }) => unit.parentCode === DEMONSTRATION_PROVINCE).map(({ unit }) => unit.code));
  const withMembers = teams.filter(({ communeCode }) => provinceCommunes.has(communeCode));
  return {
    seed,
    teams,
    members: withMembers.flatMap((team) => membersOfTeam(team, seed)),
    kiosks: spots.map((spot, number) => kioskAt(spot, number, nearest(spot.position, withMembers)[0]?.code, now)),
  };
};

const nearest = (at: Kiosk['position'], teams: readonly Team[]): Team[] =>
  teams
    .map((team) => ({ team, metres: geodesicMetres(at, team.position) }))
    .sort((a, b) => a.metres - b.metres || (a.team.code < b.team.code ? -1 : 1))
    .map(({ team }) => team);

/** For whom a start prints invitations. */
export type InvitationCandidate = {
  readonly kioskCode: string;
  readonly memberId: string;
  readonly memberName: string;
  readonly teamCode: string;
  readonly teamName: string;
};

/** Two members, its lead first, of each of the two teams nearest to each kiosk that are on duty at any hour. */
export const invitationCandidates = ({ teams, members, kiosks }: Pick<Demonstration, 'teams' | 'members' | 'kiosks'>): readonly InvitationCandidate[] => {
  const membersOf = Map.groupBy(members, ({ memberships }) => memberships[0]?.teamCode);
  const always = teams.filter(({ code, status, serviceHours }) => status === 'ACTIVE' && serviceHours === '24/7' && membersOf.has(code));
  return kiosks.flatMap((kiosk) =>
    nearest(kiosk.position, always)
      .slice(0, 2)
      .flatMap((team) =>
        (membersOf.get(team.code) ?? []).slice(0, 2).map((member) => ({
          kioskCode: kiosk.code,
          memberId: member.id,
          memberName: member.displayName,
          teamCode: team.code,
          teamName: team.name,
        })),
      ),
  );
};
