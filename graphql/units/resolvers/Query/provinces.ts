import { UNITS_IN_FORCE } from '../../../../functions/units/admin-unit.ts';
import { InvalidInputError } from '../../../base/errors.ts';
import type { QueryResolvers } from '../../../types.generated.ts';

export const provinces: NonNullable<QueryResolvers['provinces']> = async (_parent, { version }, { station }) => {
  const found = await station.units.provinces(version ?? UNITS_IN_FORCE);
  if (found.length === 0) throw new InvalidInputError('UNKNOWN_VERSION', ['version']);
  return found;
};
