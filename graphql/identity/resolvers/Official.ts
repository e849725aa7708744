import type { OfficialResolvers } from '../../types.generated.ts';

export const Official: OfficialResolvers = {
  unit: async ({ unitVersion, unitCode }, _arguments, { loaders, station }) => {
    if (unitCode === undefined) return null;
    // The one for which they answer today (functions/permission/permission.ts): under the old list nothing is left to see.
    const today = await station.units.today(unitVersion, unitCode);
    return today?.kind === 'WHOLE' && today.alone ? today.unit : ((await loaders.units.load({ version: unitVersion, code: unitCode })) ?? null);
  },
};
