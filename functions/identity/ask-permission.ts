import { auditActorOf } from '../audit/audit-actor.ts';
import type { AuditActor, AuditEntry } from '../audit/audit.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { Area } from '../permission/area.ts';
import type { Permission } from '../permission/permission.ts';
import { mayOverAny, type Act } from '../permission/policy.ts';
import type { NotPermitted, NotSignedIn } from './failures.ts';
import type { Principal } from './principal.ts';

/** Asks the policy over any of these areas: who acts, for the trail, or which of the two refusals it is. */
export const askPermission = async (
  permission: Pick<Permission, 'actorOf'>,
  principal: Principal,
  act: Act,
  areas: readonly Area[],
): Promise<Result<AuditActor, NotSignedIn | NotPermitted>> => {
  if (principal.kind === 'anonymous') return fail({ type: 'NotSignedIn' });
  const actor = await permission.actorOf(principal);
  const by = auditActorOf(actor);
  return by !== undefined && mayOverAny(actor, act, areas) ? succeed(by) : fail({ type: 'NotPermitted' });
};

/** A member on a phone of their own: on a shared one, whoever holds it at the moment would be that member. */
export const askOnOwnPhone = async (
  permission: Pick<Permission, 'actorOf'>,
  principal: Principal,
  act: Act,
): Promise<Result<Extract<Principal, { kind: 'member' }>, NotSignedIn | NotPermitted>> => {
  const own = principal.kind === 'member' && principal.phoneId === undefined ? principal : undefined;
  const asked = await askPermission(permission, principal, act, own === undefined ? [] : [{ memberId: own.memberId }]);
  if (!asked.ok) return asked;
  return own === undefined ? fail({ type: 'NotPermitted' }) : succeed(own);
};

/** The office of the commune in which something lies, when it lies in one. */
export const officeOfArea = ({ unitVersion, communeCode }: Area): AuditEntry['office'] =>
  unitVersion === undefined || communeCode === undefined ? undefined : { unitVersion, unitCode: communeCode };
