import type { Instant } from '../core/clock.ts';
import type { Position } from '../core/position.ts';
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
  /** Teams that said they cannot, since the latest asking. */
  readonly declinedBy: readonly string[];
  readonly acceptance?: Acceptance | undefined;
  readonly promise: RequestPromise;
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
  | 'RATED';

export type Actor =
  | { readonly kind: 'KIOSK'; readonly kioskCode: string }
  | { readonly kind: 'MEMBER'; readonly memberId: string; readonly memberName: string; readonly teamCode: string }
  | { readonly kind: 'RESIDENT' };

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
