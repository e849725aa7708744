import { connection } from '../../base/connection.ts';
import type { AdminUnitResolvers } from '../../types.generated.ts';

export const AdminUnit: Pick<AdminUnitResolvers, 'kiosks' | '__isTypeOf'> = {
  kiosks: ({ version, code }, page, { station }) =>
    connection(['kiosks', version, code], page, (question) => station.kiosks.kiosksWithin(version, code, question)),
};
