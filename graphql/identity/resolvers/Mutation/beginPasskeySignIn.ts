import type { MutationResolvers } from '../../../types.generated.ts';

export const beginPasskeySignIn: NonNullable<MutationResolvers['beginPasskeySignIn']> = (_parent, _arguments, { station }) =>
  station.waysIn.beginPasskeySignIn();
