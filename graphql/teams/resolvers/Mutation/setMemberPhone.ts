import type { MutationResolvers } from '../../../types.generated.ts';
import { memberIdOf, toMemberResult } from '../../results.ts';

export const setMemberPhone: NonNullable<MutationResolvers['setMemberPhone']> = async (_parent, { input }, context) =>
  toMemberResult(context, await context.station.organisation.setMemberPhone(context.principal, { id: memberIdOf(input.memberId), phone: input.phone ?? null }));
