import type { Page } from '../../../functions/core/pages.ts';
import type { Succession, SuccessionSeen } from '../../../functions/units/succession.ts';
import { pageOver } from '../../../functions/units/page-over.ts';
import type { AdminUnitResolvers } from '../../types.generated.ts';
import { connectionOf, pageQuestion } from '../../base/connection.ts';
import { toGlobalId } from '../../base/global-id.ts';
import { unitKeyText } from '../../base/loaders.ts';

export const AdminUnit: Pick<AdminUnitResolvers, 'code'|'communes'|'district'|'id'|'kiosksToPlace'|'level'|'name'|'parent'|'predecessors'|'successors'|'teamsToPlace'|'validFrom'|'validUntil'|'version'|'__isTypeOf'> = {
  id: (unit) => toGlobalId('AdminUnit', unitKeyText(unit)),
  validFrom: ({ version }) => version,
  validUntil: async ({ version }, _arguments, { station }) =>
    (await station.units.versions()).find((known) => known.version === version)?.until ?? null,
  parent: async ({ version, parentCode }, _arguments, { loaders }) =>
    parentCode === undefined ? null : ((await loaders.units.load({ version, code: parentCode })) ?? null),
  communes: async ({ version, code, level }, page, { station }) => {
    const question = pageQuestion(page);
    if (level === 'COMMUNE') return connectionOf({ items: [], hasNextPage: false }, page);
    return connectionOf(await station.units.communes(version, code, question), page);
  },
  successors: async (unit, page, { station }) => {
    const found = await station.units.successors(unit, pageQuestion(page));
    return connectionOf(seen(found, ({ kind, version, code }) => ({ kind, version, code })), page);
  },
  predecessors: async (unit, page, { station }) => {
    const found = await station.units.predecessors(unit, pageQuestion(page));
    return connectionOf(seen(found, ({ kind, formerVersion, formerCode }) => ({ kind, version: formerVersion, code: formerCode })), page);
  },
  teamsToPlace: async (unit, page, { station }) => {
    const question = pageQuestion(page);
    const { teamsOfCommune: pageOf } = station.teams;
    // One that lives on in another team needs no place.
    return connectionOf(await pageOver({ units: await station.units.inParts(unit), pageOf, keep: ({ status }) => status !== 'MERGED' }, question), page);
  },
  kiosksToPlace: async (unit, page, { station }) => {
    const question = pageQuestion(page);
    return connectionOf(await pageOver({ units: await station.units.inParts(unit), pageOf: station.kiosks.kiosksWithin }, question), page);
  },
};

const seen = ({ items, hasNextPage }: Page<Succession>, from: (succession: Succession) => SuccessionSeen): Page<SuccessionSeen> => ({
  items: items.map(({ cursor, item }) => ({ cursor, item: from(item) })),
  hasNextPage,
});
