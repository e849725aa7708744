import type { QueryResolvers } from '../../../types.generated.ts';

export const teamPhone: NonNullable<QueryResolvers['teamPhone']> = async (_parent, _arguments, { station, principal }) =>
  (await station.waysIn.phoneInHand(principal)) ?? null;
