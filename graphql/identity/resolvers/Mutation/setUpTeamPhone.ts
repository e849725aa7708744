import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';

export const setUpTeamPhone: NonNullable<MutationResolvers['setUpTeamPhone']> = async (_parent, { input }, context) => {
  const { id, team, secret } = input;
  const result = await context.station.waysIn.setUpTeamPhone(context.principal, { phoneId: id, teamCode: team, secret });
  return result.ok ? { __typename: 'InvitationMade', ...result.value } : toProblem(context, result.failure);
};
