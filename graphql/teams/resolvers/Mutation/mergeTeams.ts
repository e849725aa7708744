import type { MutationResolvers } from '../../../types.generated.ts';
import { toTeamResult } from '../../results.ts';

export const mergeTeams: NonNullable<MutationResolvers['mergeTeams']> = async (_parent, { input }, context) =>
  toTeamResult(context, await context.station.organisation.mergeTeams(context.principal, input));
