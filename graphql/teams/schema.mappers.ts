export type { Team as TeamMapper } from '../../functions/teams/team.ts';
