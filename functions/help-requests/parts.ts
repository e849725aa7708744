import type { Clock, Instant } from '../core/clock.ts';
import type { Holidays } from '../core/public-holidays.ts';
import type { ContactGrant } from '../identity/contact-grant.ts';
import type { Kiosk } from '../kiosks/kiosk.ts';
import type { Permission } from '../permission/permission.ts';
import type { RateLimits } from '../rate-limits/rate-limits.ts';
import type { PlaceMove } from '../routing/place-move.ts';
import type { Candidate, Router } from '../routing/route.ts';
import type { Catalogue, Topic } from '../topics/topic.ts';
import type { Member, Team } from '../teams/team.ts';
import type { Units } from '../units/units.ts';
import type { TransactWrite } from '../storage/client.ts';
import type { HelpRequestStore, ReportUnreadable } from './help-request-store.dynamo.ts';

export type { Candidate };

/** What the use cases of help requests are made of: their own store, and other domains through what they export. */
export type HelpRequestParts = {
  readonly store: HelpRequestStore;
  readonly router: Router;
  /** The writes on live pages for a move, at most one per page. */
  readonly placeWrites: (move: PlaceMove) => readonly TransactWrite[];
  readonly kiosks: { readonly kiosk: (code: string) => Promise<Kiosk | undefined> };
  readonly teams: {
    readonly teams: (codes: readonly string[]) => Promise<readonly Team[]>;
    readonly member: (id: string) => Promise<Member | undefined>;
  };
  readonly catalogue: Catalogue;
  readonly topicByCode: (code: string) => Topic | undefined;
  /** Languages that a request may ask for. */
  readonly knowsLanguage: (tag: string) => boolean;
  readonly contacts: {
    readonly consentVersion: string;
    readonly isSealed: (jwe: string) => boolean;
    readonly keepContact: (contact: { requestId: string; jwe: string; consentVersion: string }) => Promise<void>;
    readonly eraseContact: (requestId: string) => Promise<void>;
  };
  readonly signContactGrant: (grant: ContactGrant) => Promise<{ readonly token: string; readonly expiresAt: Instant }>;
  readonly permission: Pick<Permission, 'actorOf' | 'actorOfMember' | 'areaOfUnit'>;
  /** Where a commune of any list lies today, and in which province; undefined when its list has no such commune. */
  readonly placeOf: Permission['placeOf'];
  readonly units: Pick<Units, 'ancestors'>;
  /** Counts how often help is asked for, and from where. */
  readonly takeTry: RateLimits['takeTry'];
  readonly holidays: Holidays;
  readonly clock: Clock;
  readonly unreadable: ReportUnreadable;
};

/** What it takes to put a request before a team. */
export type PlacingParts = Pick<
  HelpRequestParts,
  'store' | 'router' | 'placeWrites' | 'kiosks' | 'teams' | 'catalogue' | 'topicByCode' | 'holidays'
>;

/** What it takes to do what is due: nothing of contacts, and no key. */
export type DueParts = PlacingParts & Pick<HelpRequestParts, 'placeOf' | 'clock'>;
