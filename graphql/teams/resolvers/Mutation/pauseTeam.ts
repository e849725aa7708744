import type { MutationResolvers } from '../../../types.generated.ts';
import { toTeamResult } from '../../results.ts';

export const pauseTeam: NonNullable<MutationResolvers['pauseTeam']> = async (_parent, { input }, context) =>
  toTeamResult(context, await context.station.organisation.pauseTeam(context.principal, input));
