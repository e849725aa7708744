import type { Instant } from '../core/clock.ts';
import type { Position } from '../core/position.ts';
import type { NobodyCould } from '../routing/why-nobody.ts';
import type { RoutingMode } from '../topics/topic.ts';

export type HelpRequestState =
  | 'WAITING'
  | 'ACCEPTED'
  | 'IN_PROGRESS'
  | 'RESOLVED'
  | 'CLOSED'
  | 'CANCELLED'
  | 'FORWARDED';

export type Outcome = 'DONE_ALONE' | 'DONE_TOGETHER' | 'NOT_DONE' | 'NOT_MET';
export type ForwardTarget = 'POLICE' | 'BANK' | 'POST_OFFICE' | 'COMMUNE_OFFICE' | 'OTHER';
export type DeclineReason = 'BUSY' | 'TOO_FAR' | 'CANNOT_HELP_WITH_THIS' | 'OTHER';

/** Instants by which somebody accepts, is in contact, is done: counted in service hours. */
export type RequestPromise = { readonly acceptBy: Instant; readonly contactBy: Instant; readonly doneBy: Instant };

/** Which part of the promise: that somebody accepts, is in contact, is done. */
export type PromisePart = 'ACCEPT' | 'CONTACT' | 'DONE';

/** Why the work stands still until the resident does something. */
export type WaitReason = 'NO_ANSWER' | 'PAPERS_NEEDED' | 'RESIDENT_ASKED' | 'OTHER';

/** A team that has a place in its capacity taken by this request. */
export type HoldingTeam = {
  readonly teamCode: string;
  readonly communeCode: string;
  /** Geodesic, in metres; 0 at the team's own booth. */
  readonly distanceMetres: number;
};

/** A help request put before one team, for a limited time. */
export type Offer = HoldingTeam & { readonly offeredAt: Instant; readonly expiresAt: Instant };

export type Acceptance = HoldingTeam & {
  readonly memberId: string;
  readonly memberName: string;
  readonly at: Instant;
};

/** One resident's ask, from tap to "it worked". It holds no contact details. */
export type HelpRequest = {
  /** UUID made by the client. */
  readonly id: string;
  /** Grows by one with each change; every write is conditional on it. */
  readonly revision: number;
  readonly state: HelpRequestState;
  /** Letter of the kiosk and number of the day, unique per kiosk and day. */
  readonly ticket: { readonly number: string; readonly day: string };
  readonly topicCode: string;
  readonly skillCode: string;
  readonly mode: RoutingMode;
  readonly language: string;
  readonly kioskCode: string;
  /** The list of units that the commune's code is of. */
  readonly unitVersion: string;
  readonly communeCode: string;
  readonly position: Position;
  readonly appointmentAt?: Instant | undefined;
  readonly onBehalf: boolean;
  readonly requestedAt: Instant;
  /** SHA-256 of the tracking secret: the secret itself is kept by the resident alone. */
  readonly trackingHash: string;
  /** SHA-256 of what was asked: tells a repeated request from another one under the same id. */
  readonly contentHash: string;
  readonly hasContact: boolean;
  /** The team before which it is put now, while it waits; before which it stood last, when it was cancelled. */
  readonly offer?: Offer | undefined;
  /** Since when the commune's support contact point sees it too. */
  readonly escalatedAt?: Instant | undefined;
  /** When the province's contact point gets it, unless somebody takes it before. */
  readonly provinceDueAt?: Instant | undefined;
  /** The province whose contact point got it, and when. */
  readonly toldProvince?: { readonly code: string; readonly at: Instant } | undefined;
  /** When routing is asked again, while no team could take it. */
  readonly retryAt?: Instant | undefined;
  /** Why no team could take it when routing was last asked. */
  readonly nobodyCould?: NobodyCould | undefined;
  /** Teams that said they cannot or let their offer run out, since the latest asking: none is asked twice. */
  readonly declinedBy: readonly string[];
  readonly acceptance?: Acceptance | undefined;
  readonly promise: RequestPromise;
  /** When 80 % of each promise has gone. Absent on what was asked before there were warnings. */
  readonly warnAt?: RequestPromise | undefined;
  /** Promises of which was warned, and those that were not kept, since the latest asking. */
  readonly warned?: readonly PromisePart[] | undefined;
  readonly missed?: readonly PromisePart[] | undefined;
  /** The work stands still until the resident does something; promises do not run meanwhile. */
  readonly waitingForResident?: { readonly since: Instant; readonly reason: WaitReason } | undefined;
  readonly startedAt?: Instant | undefined;
  readonly resolvedAt?: Instant | undefined;
  readonly outcome?: Outcome | undefined;
  readonly reopenableUntil?: Instant | undefined;
  readonly forwarding?: { readonly to: ForwardTarget; readonly reason: string; readonly at: Instant } | undefined;
  readonly rating?: number | undefined;
  /** When it ended: cancelled or forwarded at once, resolved when it can no longer be reopened. */
  readonly endsAt?: Instant | undefined;
  readonly demonstration: boolean;
};

export type ChangeKind =
  | 'REQUESTED'
  | 'ACCEPTED'
  | 'DECLINED'
  | 'STARTED'
  | 'RESOLVED'
  | 'REOPENED'
  | 'CANCELLED'
  | 'FORWARDED'
  | 'RATED'
  | 'WAITS_FOR_RESIDENT'
  | 'RESUMED'
  /** The resident had their telephone number erased before its day. */
  | 'CONTACT_ERASED'
  /** The team was merged into another one, which has the request now. */
  | 'TEAM_MERGED'
  /** The team did not answer in time. */
  | 'OFFER_EXPIRED'
  /** A team was found for what no team could take before. */
  | 'OFFERED_AGAIN'
  | 'PROVINCE_TOLD'
  | 'PROMISE_WARNED'
  | 'PROMISE_MISSED'
  | 'CLOSED';

export type Actor =
  | { readonly kind: 'KIOSK'; readonly kioskCode: string }
  | { readonly kind: 'MEMBER'; readonly memberId: string; readonly memberName: string; readonly teamCode: string }
  | { readonly kind: 'RESIDENT' }
  /** Nobody: its time had come. With the team whose offer ran out. */
  | { readonly kind: 'SYSTEM'; readonly teamCode?: string | undefined };

/** One line of a request's history: who, when, what and why. It is never rewritten. */
export type HelpRequestChange = {
  readonly requestId: string;
  /** UUID made by the client: the same change sent again changes nothing. */
  readonly changeId: string;
  readonly contentHash: string;
  readonly revision: number;
  readonly kind: ChangeKind;
  readonly at: Instant;
  readonly actor: Actor;
  readonly stateAfter: HelpRequestState;
  readonly reason?: string | undefined;
  /** Which promise was warned of or missed. */
  readonly promise?: PromisePart | undefined;
};

/** The team whose capacity the request uses now: offered to it, or accepted by it and not ended. */
export const holdingTeam = (request: HelpRequest): HoldingTeam | undefined => {
  switch (request.state) {
    case 'WAITING':
      return request.offer;
    case 'ACCEPTED':
    case 'IN_PROGRESS':
      return request.acceptance;
    case 'RESOLVED':
    case 'CLOSED':
    case 'CANCELLED':
    case 'FORWARDED':
      return undefined;
  }
};

/** Whether the commune's support contact point has it before it. */
export const isEscalated = (request: HelpRequest): boolean =>
  request.state === 'WAITING' && request.escalatedAt !== undefined;

/** Past a promise and not ended: the commune's office has it before it, whoever is at work with it. */
export const isOverdue = ({ state, missed = [] }: HelpRequest): boolean =>
  missed.length > 0 && (state === 'WAITING' || state === 'ACCEPTED' || state === 'IN_PROGRESS');
