import { UNITS_IN_FORCE } from '../../../../functions/units/admin-unit.ts';
import type { QueryResolvers } from '../../../types.generated.ts';

export const adminUnit: NonNullable<QueryResolvers['adminUnit']> = async (_parent, { version, code }, { loaders }) =>
  (await loaders.units.load({ version: version ?? UNITS_IN_FORCE, code })) ?? null;
