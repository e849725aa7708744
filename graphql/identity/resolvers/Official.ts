import type { OfficialResolvers } from '../../types.generated.ts';

export const Official: OfficialResolvers = {
  unit: async ({ unitVersion, unitCode }, _arguments, { loaders }) =>
    unitCode === undefined ? null : ((await loaders.units.load({ version: unitVersion, code: unitCode })) ?? null),
};
