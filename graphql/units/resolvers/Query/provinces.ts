import type { QueryResolvers } from '../../../types.generated.ts';
import { presentVersionOn } from '../../version-on.ts';

export const provinces: NonNullable<QueryResolvers['provinces']> = async (_parent, { asOf }, context) =>
  context.station.units.provinces(await presentVersionOn(context, asOf));
