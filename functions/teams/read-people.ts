import type { ContactGrant } from '../identity/contact-grant.ts';
import type { Principal } from '../identity/principal.ts';
import { auditActorOf } from '../audit/audit-actor.ts';
import type { Permission } from '../permission/permission.ts';
import { may, mayOverAny } from '../permission/policy.ts';
import type { Member, Team } from './team.ts';

/** Whether whoever asks belongs to the team or answers for it: then they see its roster and its chat group. */
export const mayReadRoster = async (permission: Permission, principal: Principal, team: Team): Promise<boolean> => {
  if (principal.kind === 'anonymous' || principal.kind === 'resident') return false;
  const [actor, area] = await Promise.all([permission.actorOf(principal), permission.areaOfTeam(team)]);
  return may(actor, 'readRoster', area);
};

/** Whether whoever asks may see this person: themselves, people of a team in common, and offices of their teams. */
export const maySeeMember = async (permission: Permission, principal: Principal, member: Member): Promise<boolean> => {
  if (principal.kind === 'anonymous' || principal.kind === 'resident') return false;
  const [actor, areas] = await Promise.all([permission.actorOf(principal), permission.areasOfMember(member)]);
  return mayOverAny(actor, 'readMember', areas);
};

/**
 * What the right to open this member's number says: whose it is, who opens it and which office reads of it. Undefined for
 * whoever may not, and where there is no number.
 */
export const phoneGrantFor = async (permission: Permission, principal: Principal, member: Member): Promise<ContactGrant | undefined> => {
  if (!member.hasPhone) return undefined;
  const [actor, areas] = await Promise.all([permission.actorOf(principal), permission.areasOfMember(member)]);
  const area = areas.find((one) => may(actor, 'readMemberPhone', one));
  const by = auditActorOf(actor);
  if (area === undefined || by === undefined) return undefined;
  const { unitVersion, communeCode, provinceCode } = area;
  return {
    contact: { kind: 'MEMBER', id: member.id },
    by,
    ...(unitVersion === undefined || communeCode === undefined ? {} : { office: { unitVersion, unitCode: communeCode, provinceCode } }),
  };
};
