import type { MutationResolvers } from '../../../types.generated.ts';
import { toMemberResult } from '../../results.ts';

export const endLeave: NonNullable<MutationResolvers['endLeave']> = async (_parent, { input }, context) =>
  toMemberResult(context, await context.station.organisation.endLeave(context.principal, input));
