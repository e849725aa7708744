import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';

export const cancelInvitation: NonNullable<MutationResolvers['cancelInvitation']> = async (_parent, { input }, context) => {
  const result = await context.station.waysIn.cancelInvitation(context.principal, input.invitation);
  return result.ok ? { __typename: 'InvitationCancelled', invitation: result.value.hash } : toProblem(context, result.failure);
};
