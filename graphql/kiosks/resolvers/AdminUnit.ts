import { connectionOf, pageQuestion } from '../../base/connection.ts';
import type { AdminUnitResolvers } from '../../types.generated.ts';

export const AdminUnit: Pick<AdminUnitResolvers, 'kiosks' | '__isTypeOf'> = {
  kiosks: async ({ version, code }, page, { station }) => connectionOf(await station.kiosks.kiosksWithin(version, code, pageQuestion(page)), page),
};
