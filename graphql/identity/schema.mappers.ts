import type { Member } from '../../functions/teams/team.ts';

export type { Member as MemberMapper } from '../../functions/teams/team.ts';

export type MembershipMapper = Member['memberships'][number];
