import type { MutationResolvers } from '../../../types.generated.ts';
import { toTeamResult } from '../../results.ts';

export const endTeamLeave: NonNullable<MutationResolvers['endTeamLeave']> = async (_parent, { input }, context) =>
  toTeamResult(context, await context.station.organisation.endTeamLeave(context.principal, input));
