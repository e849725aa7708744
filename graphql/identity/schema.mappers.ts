import type { Kept, Member } from '../../functions/teams/team.ts';

export type MemberMapper = Kept<Member>;

export type MembershipMapper = Member['memberships'][number];
