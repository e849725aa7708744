import type { Principal } from '../identity/principal.ts';
import type { Kiosk } from '../kiosks/kiosk.ts';
import type { Member, Team } from '../teams/team.ts';
import type { AdminUnit } from '../units/admin-unit.ts';
import type { Units } from '../units/units.ts';
import type { Actor, MemberActor, OwnTeam } from './actor.ts';
import { nobody } from './actor.ts';
import type { Area, Place, PlaceToday } from './area.ts';

export type PermissionParts = {
  readonly teams: {
    readonly teams: (codes: readonly string[]) => Promise<readonly Team[]>;
    readonly member: (id: string) => Promise<Member | undefined>;
  };
  readonly kiosks: { readonly kiosk: (code: string) => Promise<Kiosk | undefined> };
  readonly units: Pick<Units, 'unit' | 'today'>;
};

/**
 * Reads what `may` (policy.ts) needs to know of whoever asks, and of what is acted on. Both are seen by the list of units in
 * force today, under whichever list they are kept: from its first day on an office of a newer list answers for its area,
 * before anything in it was moved (functions/units/follow-list.ts).
 */
export const createPermission = ({ teams, kiosks, units }: PermissionParts) => {
  /** Undefined when the list has no such commune. */
  const placeOf = async (unitVersion: string, communeCode: string): Promise<PlaceToday | undefined> => {
    const [unit, today] = await Promise.all([units.unit(unitVersion, communeCode), units.today(unitVersion, communeCode)]);
    if (unit?.parentCode === undefined || today === undefined) return undefined;
    if (today.kind === 'WHOLE') return placeIn(today.unit);
    return { ...placeIn(unit), heirs: today.among.length > 0 ? today.among.map(placeIn) : await provinceToday(unitVersion, unit.parentCode) };
  };

  /** Of a commune about which nobody knows what became of it: its province may know. */
  const provinceToday = async (unitVersion: string, provinceCode: string): Promise<readonly Partial<Place>[]> => {
    const today = await units.today(unitVersion, provinceCode);
    if (today === undefined) return [];
    return (today.kind === 'WHOLE' ? [today.unit] : today.among).map(areaIn);
  };

  /**
   * The unit for which an official answers. Signed in under an earlier list, they go on with a unit that went on by itself;
   * an office that became part of another one, or was divided, is none any more, and its people sign in anew.
   */
  const officeToday = async (unitVersion: string, unitCode: string | undefined) => {
    const today = unitCode === undefined ? undefined : await units.today(unitVersion, unitCode);
    return today?.kind === 'WHOLE' && today.alone ? { unitVersion: today.unit.version, unitCode: today.unit.code } : { unitVersion, unitCode };
  };

  /** A member's teams with their places; a team that is gone or lies nowhere gives no rights. */
  const ownTeams = async ({ memberships }: Member): Promise<readonly OwnTeam[]> => {
    const found = await teams.teams(memberships.map(({ teamCode }) => teamCode));
    const own = await Promise.all(
      found.map(async ({ code, unitVersion, communeCode }): Promise<OwnTeam | undefined> => {
        const place = await placeOf(unitVersion, communeCode);
        const role = memberships.find(({ teamCode }) => teamCode === code)?.role;
        return place === undefined || role === undefined ? undefined : { teamCode: code, role, ...place };
      }),
    );
    return own.filter((team) => team !== undefined);
  };

  const areaOfTeam = async ({ code, unitVersion, communeCode }: Pick<Team, 'code' | 'unitVersion' | 'communeCode'>): Promise<Area> => ({
    ...(await placeOf(unitVersion, communeCode)),
    teamCode: code,
  });

  const actorOfMember = async (member: Member): Promise<MemberActor> => ({ kind: 'member', memberId: member.id, teams: await ownTeams(member) });

  return {
    /** For whoever has read the member already. */
    actorOfMember,

    /** Who asks, as the policy sees them. A member or kiosk that is no longer known counts as nobody. */
    actorOf: async (principal: Principal): Promise<Actor> => {
      switch (principal.kind) {
        case 'anonymous':
          return nobody;
        case 'resident':
          return { kind: 'resident', requestId: principal.requestId };
        case 'teamPhone':
          return { kind: 'teamPhone', phoneId: principal.phoneId, teamCode: principal.teamCode };
        case 'official': {
          const { officialId, role, unitVersion, unitCode } = principal;
          return { kind: 'official', officialId, role, ...(await officeToday(unitVersion, unitCode)) };
        }
        case 'kiosk': {
          const kiosk = await kiosks.kiosk(principal.kioskCode);
          const place = kiosk === undefined ? undefined : await placeOf(kiosk.unitVersion, kiosk.communeCode);
          return place === undefined ? nobody : { kind: 'kiosk', kioskCode: principal.kioskCode, ...place };
        }
        case 'member': {
          const member = await teams.member(principal.memberId);
          return member === undefined ? nobody : actorOfMember(member);
        }
      }
    },

    placeOf,
    areaOfTeam,

    /** A person stands in each of their teams; see `mayOverAny`. */
    areasOfMember: async ({ id, memberships }: Pick<Member, 'id' | 'memberships'>): Promise<readonly Area[]> => {
      const found = await teams.teams(memberships.map(({ teamCode }) => teamCode));
      const areas = await Promise.all(found.map(areaOfTeam));
      return areas.length === 0 ? [{ memberId: id }] : areas.map((area) => ({ ...area, memberId: id }));
    },

    areaOfKiosk: async ({ code, unitVersion, communeCode }: Pick<Kiosk, 'code' | 'unitVersion' | 'communeCode'>): Promise<Area> => ({
      ...(await placeOf(unitVersion, communeCode)),
      kioskCode: code,
    }),

    /** A province or commune of any list as an area; undefined when the list has no such unit. */
    areaOfUnit: async (unitVersion: string, unitCode: string): Promise<Area | undefined> => {
      const [unit, today] = await Promise.all([units.unit(unitVersion, unitCode), units.today(unitVersion, unitCode)]);
      if (unit === undefined || today === undefined) return undefined;
      if (unit.parentCode !== undefined) return placeOf(unitVersion, unitCode);
      return today.kind === 'WHOLE' ? areaIn(today.unit) : { ...areaIn(unit), heirs: today.among.map(areaIn) };
    },
  };
};

const placeIn = ({ version, code, parentCode = '' }: AdminUnit): Place => ({ unitVersion: version, communeCode: code, provinceCode: parentCode });

const areaIn = (unit: AdminUnit): Partial<Place> =>
  unit.parentCode === undefined ? { unitVersion: unit.version, provinceCode: unit.code } : placeIn(unit);

export type Permission = ReturnType<typeof createPermission>;
