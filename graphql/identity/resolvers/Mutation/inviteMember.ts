import { parseGlobalId } from '../../../base/global-id.ts';
import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';

export const inviteMember: NonNullable<MutationResolvers['inviteMember']> = async (_parent, { input }, context) => {
  const named = parseGlobalId(input.member);
  if (named?.type !== 'Member') return toProblem(context, { type: 'NotFound', kind: 'MEMBER' });
  const invitation = { memberId: named.id, teamCode: input.team, secret: input.secret };
  const result = await context.station.waysIn.inviteMember(context.principal, invitation);
  return result.ok ? { __typename: 'InvitationMade', ...result.value } : toProblem(context, result.failure);
};
