import type { Principal } from '../identity/principal.ts';
import type { Kiosk } from '../kiosks/kiosk.ts';
import type { Member, Team } from '../teams/team.ts';
import type { AdminUnit } from '../units/admin-unit.ts';
import type { Actor, MemberActor, OwnTeam } from './actor.ts';
import { nobody } from './actor.ts';
import type { Area, Place } from './area.ts';

export type PermissionParts = {
  readonly teams: {
    readonly teams: (codes: readonly string[]) => Promise<readonly Team[]>;
    readonly member: (id: string) => Promise<Member | undefined>;
  };
  readonly kiosks: { readonly kiosk: (code: string) => Promise<Kiosk | undefined> };
  readonly units: { readonly unit: (version: string, code: string) => Promise<AdminUnit | undefined> };
};

/** Communes of one version never change their province: each is read once in a process. */
const MOST_PROVINCES_KNOWN = 20_000;

/** Reads what `may` (policy.ts) needs to know of whoever asks, and of what is acted on. */
export const createPermission = ({ teams, kiosks, units }: PermissionParts) => {
  const provinceOf = new Map<string, string>();

  /** Undefined when the list has no such commune. */
  const placeOf = async (unitVersion: string, communeCode: string): Promise<Place | undefined> => {
    const key = `${unitVersion}#${communeCode}`;
    const known = provinceOf.get(key);
    if (known !== undefined) return { unitVersion, communeCode, provinceCode: known };
    const unit = await units.unit(unitVersion, communeCode);
    if (unit?.parentCode === undefined) return undefined;
    if (provinceOf.size >= MOST_PROVINCES_KNOWN) provinceOf.clear();
    provinceOf.set(key, unit.parentCode);
    return { unitVersion, communeCode, provinceCode: unit.parentCode };
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
          return { kind: 'official', officialId, role, unitVersion, unitCode };
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

    /** A province or commune as an area; undefined when the list has no such unit. */
    areaOfUnit: async (unitVersion: string, unitCode: string): Promise<Area | undefined> => {
      const unit = await units.unit(unitVersion, unitCode);
      if (unit === undefined) return undefined;
      return unit.parentCode === undefined
        ? { unitVersion, provinceCode: unitCode }
        : { unitVersion, communeCode: unitCode, provinceCode: unit.parentCode };
    },
  };
};

export type Permission = ReturnType<typeof createPermission>;
