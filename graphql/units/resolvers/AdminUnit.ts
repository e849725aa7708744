import type { Page } from '../../../functions/core/pages.ts';
import type { Succession, SuccessionSeen } from '../../../functions/units/succession.ts';
import { pageOver } from '../../../functions/units/page-over.ts';
import type { AdminUnitResolvers } from '../../types.generated.ts';
import { connection, pageOfList } from '../../base/connection.ts';
import { toGlobalId } from '../../base/global-id.ts';
import { unitKeyText } from '../../base/loaders.ts';

export const AdminUnit: Pick<AdminUnitResolvers, 'code'|'communes'|'district'|'id'|'kiosksToPlace'|'level'|'name'|'parent'|'predecessors'|'successors'|'teamsToPlace'|'today'|'validFrom'|'validUntil'|'version'|'__isTypeOf'> = {
  id: (unit) => toGlobalId('AdminUnit', unitKeyText(unit)),
  validFrom: ({ version }) => version,
  validUntil: async ({ version }, _arguments, { station }) =>
    (await station.units.versions()).find((known) => known.version === version)?.until ?? null,
  parent: async ({ version, parentCode }, _arguments, { loaders }) =>
    parentCode === undefined ? null : ((await loaders.units.load({ version, code: parentCode })) ?? null),
  communes: ({ version, code, level }, page, { station }) =>
    connection(['communes', version, code], page, (question) =>
      level === 'COMMUNE' ? { items: [], hasNextPage: false } : station.units.communes(version, code, question),
    ),
  successors: (unit, page, { station }) =>
    connection(['successors', unit.version, unit.code], page, async (question) =>
      seen(await station.units.successors(unit, question), ({ kind, version, code }) => ({ kind, version, code })),
    ),
  predecessors: (unit, page, { station }) =>
    connection(['predecessors', unit.version, unit.code], page, async (question) =>
      seen(await station.units.predecessors(unit, question), ({ kind, formerVersion, formerCode }) => ({ kind, version: formerVersion, code: formerCode })),
    ),
  today: ({ version, code }, page, { station }) =>
    connection(['today', version, code], page, async (question) => {
      const now = await station.units.today(version, code);
      if (now === undefined) return { items: [], hasNextPage: false };
      return pageOfList(now.kind === 'WHOLE' ? [now.unit] : now.among, question);
    }),
  teamsToPlace: (unit, page, { station }) =>
    connection(['teamsToPlace', unit.version, unit.code], page, async (question) => {
      const { teamsOfCommune: pageOf } = station.teams;
      // One that lives on in another team needs no place.
      return pageOver({ units: await station.units.inParts(unit), pageOf, keep: ({ status }) => status !== 'MERGED' }, question);
    }),
  kiosksToPlace: (unit, page, { station }) =>
    connection(['kiosksToPlace', unit.version, unit.code], page, async (question) =>
      pageOver({ units: await station.units.inParts(unit), pageOf: station.kiosks.kiosksWithin }, question),
    ),
};

const seen = ({ items, hasNextPage }: Page<Succession>, from: (succession: Succession) => SuccessionSeen): Page<SuccessionSeen> => ({
  items: items.map(({ cursor, item }) => ({ cursor, item: from(item) })),
  hasNextPage,
});
