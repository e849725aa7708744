import type { Instant } from '../core/clock.ts';
import type { Period } from '../core/period.ts';
import type { Position } from '../core/position.ts';

export const teamStatuses = ['FORMING', 'ACTIVE', 'PAUSED', 'MERGED'] as const;
export type TeamStatus = (typeof teamStatuses)[number];

/** The team of a whole commune, or of one village or residential group. */
export const teamKinds = ['COMMUNE', 'VILLAGE'] as const;
export type TeamKind = (typeof teamKinds)[number];

/** A day on the calendar in Vietnam, `2026-11-23`. */
export type Day = string;

/** The decision of the commune's office that set the team up. */
export type Decision = { readonly number: string; readonly date: Day };

/** The volunteers of one village or residential group (Tổ công nghệ số cộng đồng), with a place on the map. */
export type Team = {
  /** Stable and unique in the country, `[A-Za-z0-9-]{3,24}`: it is the team's id everywhere. */
  readonly code: string;
  readonly name: string;
  readonly kind: TeamKind;
  readonly unitVersion: string;
  readonly communeCode: string;
  readonly position: Position;
  /** Codes of the skills that it helps with. */
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly reachKm: number;
  /** The most help requests that it takes at once. */
  readonly capacity: number;
  /** Weekly service hours, see core/service-hours.ts. */
  readonly serviceHours: string;
  readonly status: TeamStatus;
  /** The team that took over, when this one is `MERGED`; absent otherwise. */
  readonly mergedInto?: string | undefined;
  /** Absent while a team is forming, or when nobody wrote it down. */
  readonly decision?: Decision | undefined;
  /** The team's chat group, https. */
  readonly chatUrl?: string | undefined;
  /** When the whole team is off duty although its hours say open. In order, apart, not in the past when written. */
  readonly leaves: readonly Period[];
  readonly demonstration: boolean;
};

/** What a team has when nobody said otherwise, as in an import's empty cells. */
export const TEAM_DEFAULTS = {
  kind: 'VILLAGE',
  languages: ['vi'],
  /** A walk or a short ride: the reach of `HERE_NOW` is 3 km (functions/routing). */
  reachKm: 3,
  /** Teams have 4 to 9 members (product.md): two pairs can be out at once. */
  capacity: 2,
  /** Volunteers have work of their own: evenings and weekends. */
  serviceHours: 'Mo-Fr 17:30-21:00; Sa-Su 08:00-11:00,14:00-21:00',
  status: 'ACTIVE',
  leaves: [],
  demonstration: false,
} as const satisfies Partial<Team>;

export type MemberRole = 'MEMBER' | 'LEAD';

/** Whom a member comes from (product.md: the people that a team is made of). */
export const organisations = [
  'RESIDENTIAL_HEAD',
  'POLICE',
  'YOUTH_UNION',
  'WOMENS_UNION',
  'FARMERS_UNION',
  'VETERANS',
  'COMPANY',
  'SCHOOL',
  'OTHER',
] as const;
export type Organisation = (typeof organisations)[number];

/** A training that was taken: its code (`[a-z0-9-]{2,40}`) and the day. */
export type Training = { readonly code: string; readonly on: Day };

export type Membership = { readonly teamCode: string; readonly role: MemberRole };

/** A person in one or more teams. Their own phone number is not kept here: it is a contact (functions/contacts). */
export type Member = {
  readonly id: string;
  /** The name that residents see when this member comes. */
  readonly displayName: string;
  readonly memberships: readonly Membership[];
  readonly organisation: Organisation;
  readonly joinedOn?: Day | undefined;
  /** Languages that this member speaks, as BCP 47 tags (languages.ts). */
  readonly languages: readonly string[];
  readonly trainings: readonly Training[];
  /** Whether a sealed number of theirs lies among the contacts. */
  readonly hasPhone: boolean;
  /** When this member can't come. In order, apart, not in the past when written. */
  readonly leaves: readonly Period[];
  /** Said by themselves: in any case on duty until then. */
  readonly dutyUntil?: Instant | undefined;
  readonly demonstration: boolean;
};

/** What a member has when nobody said otherwise. */
export const MEMBER_DEFAULTS = {
  organisation: 'OTHER',
  languages: ['vi'],
  trainings: [],
  hasPhone: false,
  leaves: [],
  demonstration: false,
} as const satisfies Partial<Member>;

/** As read: `revision` grows with every change, so that two who change the same thing do not undo each other. */
export type Kept<Thing> = Thing & { readonly revision: number };
