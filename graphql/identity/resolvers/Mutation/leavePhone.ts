import type { MutationResolvers } from '../../../types.generated.ts';

export const leavePhone: NonNullable<MutationResolvers['leavePhone']> = async (_parent, _arguments, { station, principal }) => {
  const phone = await station.waysIn.phoneInHand(principal);
  await station.waysIn.leavePhone(principal);
  return { viewer: phone ?? null };
};
