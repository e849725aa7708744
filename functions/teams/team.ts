import type { Position } from '../core/position.ts';

export type TeamStatus = 'FORMING' | 'ACTIVE' | 'PAUSED' | 'MERGED';

/** The volunteers of one village or residential group (Tổ công nghệ số cộng đồng), with a place on the map. */
export type Team = {
  /** Stable and unique in the country, `[A-Za-z0-9-]{3,24}`: it is the team's id everywhere. */
  readonly code: string;
  readonly name: string;
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
  readonly demonstration: boolean;
};

export type MemberRole = 'MEMBER' | 'LEAD';

/** A person in one or more teams. Their own phone number is not kept here and not shown. */
export type Member = {
  readonly id: string;
  /** The name that residents see when this member comes. */
  readonly displayName: string;
  readonly memberships: readonly { readonly teamCode: string; readonly role: MemberRole }[];
  readonly demonstration: boolean;
};
