import { shiftsAhead } from '../../../functions/kiosks/shifts.ts';
import type { KioskResolvers } from '../../types.generated.ts';
import { toGlobalId } from '../../base/global-id.ts';
import { present } from '../../base/present.ts';

export const Kiosk: KioskResolvers = {
  id: ({ code }) => toGlobalId('Kiosk', code),
  paired: ({ device }) => device !== undefined,
  shifts: ({ shifts }, _arguments, { station }) => shiftsAhead(shifts, station.clock()),
  revision: ({ revision }) => revision ?? 1,
  commune: async ({ unitVersion, communeCode }, _arguments, { loaders }) =>
    present(await loaders.units.load({ version: unitVersion, code: communeCode }), 'the commune of a kiosk'),
};
