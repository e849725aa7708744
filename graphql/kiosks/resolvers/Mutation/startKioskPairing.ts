import { shownPairingCode } from '../../../../functions/kiosks/pairing-code.ts';
import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';

export const startKioskPairing: NonNullable<MutationResolvers['startKioskPairing']> = async (_parent, { input }, context) => {
  const result = await context.station.kioskPairing.startPairing(input.publicKey, context.address);
  if (!result.ok) return toProblem(context, result.failure);
  const { code, endsAt } = result.value;
  return { __typename: 'KioskPairingStarted', code: shownPairingCode(code), endsAt };
};
