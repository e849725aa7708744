import type { Position } from '../core/position.ts';
import type { Router } from '../routing/route.ts';
import type { AdminUnit } from '../units/admin-unit.ts';
import type { Units } from '../units/units.ts';

/** How the teams of a province are spread. `middle`: the mean of their positions; undefined where there are none. */
export type ProvinceSpread = {
  readonly province: AdminUnit;
  readonly teams: number;
  readonly active: number;
  readonly middle: Position | undefined;
};

type Parts = { readonly router: Pick<Router, 'spread'>; readonly units: Pick<Units, 'units' | 'provinces'> };

/**
 * The teams of the country by province of this list, by code: what a map of the country draws. Two requests to the table at
 * most, however many teams there are. A team whose commune is not in this list counts nowhere.
 */
export const teamSpread = async ({ router, units }: Parts, version: string): Promise<readonly ProvinceSpread[]> => {
  const [communes, provinces] = await Promise.all([router.spread(), units.provinces(version)]);
  const known = await units.units(version, communes.map(({ communeCode }) => communeCode));
  const sums = new Map(provinces.map(({ code }) => [code, { teams: 0, active: 0, lat: 0, lon: 0 }]));
  for (const [at, { counts, latSum, lonSum }] of communes.entries()) {
    const sum = sums.get(known[at]?.parentCode ?? '');
    if (sum === undefined) continue;
    sum.teams += counts.FORMING + counts.ACTIVE + counts.PAUSED;
    sum.active += counts.ACTIVE;
    sum.lat += latSum;
    sum.lon += lonSum;
  }
  return provinces.map((province) => {
    const { teams, active, lat, lon } = sums.get(province.code) ?? { teams: 0, active: 0, lat: 0, lon: 0 };
    return { province, teams, active, middle: teams === 0 ? undefined : { lat: toFiveDecimals(lat / teams), lon: toFiveDecimals(lon / teams) } };
  });
};

/** As all positions are kept: about a metre. */
const toFiveDecimals = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
