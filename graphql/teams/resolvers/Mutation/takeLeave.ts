import type { MutationResolvers } from '../../../types.generated.ts';
import { toMemberResult } from '../../results.ts';

export const takeLeave: NonNullable<MutationResolvers['takeLeave']> = async (_parent, { input }, context) =>
  toMemberResult(context, await context.station.organisation.takeLeave(context.principal, input));
