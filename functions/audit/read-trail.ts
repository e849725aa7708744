import type { Page, PageQuestion } from '../core/pages.ts';
import type { Principal } from '../identity/principal.ts';
import type { Area } from '../permission/area.ts';
import type { Permission } from '../permission/permission.ts';
import { mayOverAny } from '../permission/policy.ts';
import type { Units } from '../units/units.ts';
import type { Audit, AuditEntry } from './audit.ts';

type TrailParts = {
  readonly audit: Audit;
  readonly permission: Permission;
  readonly units: Pick<Units, 'versions'>;
};

type Trail = Promise<Page<AuditEntry> | undefined>;

/** The trails, each for whoever may read it; undefined for everybody else. `first`: 1 to 100, else RangeError. */
export const createTrails = ({ audit, permission, units }: TrailParts) => {
  const permitted = async (principal: Principal, areas: readonly Area[], read: () => Promise<Page<AuditEntry>>): Trail =>
    mayOverAny(await permission.actorOf(principal), 'readAuditTrail', areas) ? read() : undefined;

  return {
    ofTeam: async (principal: Principal, team: Parameters<Permission['areaOfTeam']>[0], page: PageQuestion): Trail =>
      permitted(principal, [await permission.areaOfTeam(team)], () => audit.ofSubject({ kind: 'TEAM', id: team.code }, page)),

    ofMember: async (principal: Principal, member: Parameters<Permission['areasOfMember']>[0], page: PageQuestion): Trail =>
      permitted(principal, await permission.areasOfMember(member), () => audit.ofSubject({ kind: 'MEMBER', id: member.id }, page)),

    ofUnit: async (principal: Principal, { version, code }: { readonly version: string; readonly code: string }, page: PageQuestion): Trail => {
      const area = await permission.areaOfUnit(version, code);
      return area === undefined ? undefined : permitted(principal, [area], () => audit.ofOffice(version, code, page));
    },

    /** What names no province: the lists of units, files of the whole country, and who signed in at its level. */
    ofCountry: async (principal: Principal, page: PageQuestion): Trail =>
      permitted(principal, [{}], async () => audit.ofCountry((await units.versions()).map(({ version }) => version), page)),

    /** Whoever has the request itself was permitted to read it before. */
    ofRequest: async (
      principal: Principal,
      request: { readonly id: string; readonly unitVersion: string; readonly communeCode: string; readonly acceptance?: { readonly teamCode: string } | undefined },
      page: PageQuestion,
    ): Trail => {
      const place = await permission.placeOf(request.unitVersion, request.communeCode);
      const area: Area = { ...place, requestId: request.id, teamCode: request.acceptance?.teamCode };
      return permitted(principal, [area], () => audit.ofSubject({ kind: 'HELP_REQUEST', id: request.id }, page));
    },
  };
};

export type Trails = ReturnType<typeof createTrails>;
