import type { MutationResolvers } from '../../../types.generated.ts';
import { memberIdOf, toMemberResult } from '../../results.ts';

export const changeMember: NonNullable<MutationResolvers['changeMember']> = async (_parent, { input }, context) => {
  const { memberId, revision, joinedOn, ...rest } = input;
  return toMemberResult(context, await context.station.organisation.changeMember(context.principal, {
    id: memberIdOf(memberId),
    revision,
    joinedOn,
    displayName: rest.displayName ?? undefined,
    organisation: rest.organisation ?? undefined,
    languages: rest.languages ?? undefined,
    trainings: rest.trainings ?? undefined,
  }));
};
