import type { MutationResolvers } from '../../../types.generated.ts';
import { toMemberResult } from '../../results.ts';

export const setDutyUntil: NonNullable<MutationResolvers['setDutyUntil']> = async (_parent, { input }, context) =>
  toMemberResult(context, await context.station.organisation.setDutyUntil(context.principal, { until: input.until ?? null }));
