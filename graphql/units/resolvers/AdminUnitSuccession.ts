import { present } from '../../base/present.ts';
import type { AdminUnitSuccessionResolvers } from '../../types.generated.ts';

export const AdminUnitSuccession: AdminUnitSuccessionResolvers = {
  unit: async ({ version, code }, _arguments, { loaders }) => present(await loaders.units.load({ version, code }), 'the other unit of a succession'),
};
