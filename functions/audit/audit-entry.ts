import type { Instant } from '../core/clock.ts';
import type { Act } from '../permission/policy.ts';

/** Who did it: an id and a kind. A member's or official's name is looked up when it is read, for those who may. */
export type AuditActor = {
  readonly kind: 'MEMBER' | 'TEAM_PHONE' | 'OFFICIAL' | 'KIOSK' | 'SYSTEM';
  readonly id: string;
};

export type AuditSubject = {
  readonly kind: 'TEAM' | 'MEMBER' | 'KIOSK' | 'HELP_REQUEST' | 'UNIT' | 'UNIT_LIST' | 'DEVICE';
  readonly id: string;
};

/** What can be in the trail: each act of the policy, the opening of a contact among them, and signing in. */
export type AuditedAct = Act | 'signIn';

/**
 * One line of the trail. It is written with the act or not at all, and never changed. It holds ids and codes; names, numbers
 * and free text stay where they can be corrected and erased.
 */
export type AuditEntry = {
  /** UUID; repeating the act does not repeat its line. */
  readonly id: string;
  readonly at: Instant;
  readonly act: AuditedAct;
  readonly by: AuditActor;
  readonly subject: AuditSubject;
  /** The unit whose office may read it, and the province above a commune, whose office may too. */
  readonly office?:
    | { readonly unitVersion: string; readonly unitCode: string; readonly provinceCode?: string | undefined }
    | undefined;
  /** Which fields changed, or a code such as the merged team's: no personal data. */
  readonly detail?: Readonly<Record<string, string>> | undefined;
};
