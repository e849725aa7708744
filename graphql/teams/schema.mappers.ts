import type { Kept, Team } from '../../functions/teams/team.ts';

export type TeamMapper = Kept<Team>;
