import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRouter } from '../../functions/routing/route.ts';
import { teamSpread } from '../../functions/teams/team-spread.ts';
import { createUnits } from '../../functions/units/units.ts';
import { aTeam, valueOf } from '../support/lane.ts';
import { asOffice, openOffice, UNIT_VERSION, type Office } from '../support/organisation.ts';

const inBaDinh = aTeam(1, { position: { lat: 21, lon: 105.8 } });
const inNgocHa = aTeam(2, { code: '00008-002', communeCode: '00008', position: { lat: 21.2, lon: 106 } });
const forming = aTeam(3, { status: 'FORMING', position: { lat: 21.1, lon: 105.9 } });
const southern = aTeam(4, { code: '26740-004', communeCode: '26740', position: { lat: 10.77, lon: 106.7 } });

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  for (const team of [inBaDinh, inNgocHa, forming]) await office.teams.changeTeam(team);
});
afterEach(() => office.stop());

const seen = async (router = createRouter(office.main)) => (await teamSpread({ router, units: createUnits(office.main) }, UNIT_VERSION)).map(({ province, ...counts }) => ({ name: province.name, ...counts }));

describe('whoever looks at the country', () => {
  test('sees how many teams each province has, in the middle of where they are, and none where there are none', async () => {
    expect(await seen()).toEqual([
      { name: 'Thành phố Hà Nội', teams: 3, active: 2, middle: { lat: 21.1, lon: 105.9 } },
      { name: 'Thành phố Hồ Chí Minh', teams: 0, active: 0, middle: undefined },
    ]);
  });

  test('sees what changed a moment ago: a new team, one that rests, and a merged one no more', async () => {
    const router = createRouter(office.main);
    await seen(router);
    const hanoi = asOffice('PROVINCE', '01');
    await office.teams.changeTeam(southern);
    valueOf(await office.organisation.pauseTeam(hanoi, { code: inNgocHa.code, revision: 1 }));
    valueOf(await office.organisation.mergeTeams(hanoi, { code: forming.code, revision: 1, into: inBaDinh.code }));
    expect(await seen(router)).toEqual([
      { name: 'Thành phố Hà Nội', teams: 2, active: 1, middle: { lat: 21.1, lon: 105.9 } },
      { name: 'Thành phố Hồ Chí Minh', teams: 1, active: 1, middle: { lat: 10.77, lon: 106.7 } },
    ]);
  });
});
