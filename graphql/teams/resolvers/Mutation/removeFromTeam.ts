import type { MutationResolvers } from '../../../types.generated.ts';
import { memberIdOf, toMemberResult } from '../../results.ts';

export const removeFromTeam: NonNullable<MutationResolvers['removeFromTeam']> = async (_parent, { input }, context) => {
  const { memberId, team, revision } = input;
  return toMemberResult(context, await context.station.organisation.removeFromTeam(context.principal, { id: memberIdOf(memberId), revision, teamCode: team }));
};
