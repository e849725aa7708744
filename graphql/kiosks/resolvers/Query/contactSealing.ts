import type { QueryResolvers } from '../../../types.generated.ts';

export const contactSealing: NonNullable<QueryResolvers['contactSealing']> = (_parent, _arguments, { station }) =>
  station.contactSealing;
