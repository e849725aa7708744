import type { MutationResolvers } from '../../../types.generated.ts';
import { toMemberResult } from '../../results.ts';

export const addMember: NonNullable<MutationResolvers['addMember']> = async (_parent, { input }, context) => {
  const { team, joinedOn, phone, ...rest } = input;
  return toMemberResult(context, await context.station.organisation.addMember(context.principal, {
    ...rest,
    teamCode: team,
    joinedOn: joinedOn ?? undefined,
    phone: phone ?? undefined,
  }));
};
