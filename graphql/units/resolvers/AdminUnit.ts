import type { AdminUnitResolvers } from '../../types.generated.ts';
import { connectionOf, pageQuestion } from '../../base/connection.ts';
import { toGlobalId } from '../../base/global-id.ts';
import { unitKeyText } from '../../base/loaders.ts';

export const AdminUnit: Pick<AdminUnitResolvers, 'code'|'communes'|'id'|'level'|'name'|'parent'|'version'|'__isTypeOf'> = {
  id: (unit) => toGlobalId('AdminUnit', unitKeyText(unit)),
  parent: async ({ version, parentCode }, _arguments, { loaders }) =>
    parentCode === undefined ? null : ((await loaders.units.load({ version, code: parentCode })) ?? null),
  communes: async ({ version, code, level }, page, { station }) => {
    const question = pageQuestion(page);
    if (level === 'COMMUNE') return connectionOf({ items: [], hasNextPage: false }, page);
    return connectionOf(await station.units.communes(version, code, question), page);
  },
};
