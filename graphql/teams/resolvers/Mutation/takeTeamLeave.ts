import type { MutationResolvers } from '../../../types.generated.ts';
import { toTeamResult } from '../../results.ts';

export const takeTeamLeave: NonNullable<MutationResolvers['takeTeamLeave']> = async (_parent, { input }, context) =>
  toTeamResult(context, await context.station.organisation.takeTeamLeave(context.principal, input));
