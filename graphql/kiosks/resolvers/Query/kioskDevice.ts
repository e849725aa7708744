import type { QueryResolvers } from '../../../types.generated.ts';

export const kioskDevice: NonNullable<QueryResolvers['kioskDevice']> = (_parent, { keyId }, { station }) => station.kioskPairing.deviceState(keyId);
