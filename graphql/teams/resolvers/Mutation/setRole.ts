import type { MutationResolvers } from '../../../types.generated.ts';
import { memberIdOf, toMemberResult } from '../../results.ts';

export const setRole: NonNullable<MutationResolvers['setRole']> = async (_parent, { input }, context) => {
  const { memberId, team, revision, role } = input;
  return toMemberResult(context, await context.station.organisation.setRole(context.principal, { id: memberIdOf(memberId), revision, teamCode: team, role }));
};
