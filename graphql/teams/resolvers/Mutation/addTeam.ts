import type { MutationResolvers } from '../../../types.generated.ts';
import { toTeamResult } from '../../results.ts';

export const addTeam: NonNullable<MutationResolvers['addTeam']> = async (_parent, { input }, context) => {
  const { commune, unitVersion, decision, chatUrl, ...rest } = input;
  return toTeamResult(context, await context.station.organisation.addTeam(context.principal, {
    ...rest,
    communeCode: commune,
    unitVersion: unitVersion ?? undefined,
    decision: decision ?? undefined,
    chatUrl: chatUrl ?? undefined,
  }));
};
