import type { Position } from '../../core/position.ts';
import type { AdminUnit } from '../../units/admin-unit.ts';
import type { UnitSuccession } from '../../units/check-units.ts';
import { formerProvinces, knownCentres } from './former-provinces.ts';

/** Where a generated commune lies, and within how many kilometres of it its settlements are. */
export type CommunePlace = { readonly unit: AdminUnit; readonly centre: Position; readonly spreadKm: number };

export const isWard = ({ name }: Pick<AdminUnit, 'name'>): boolean => name.startsWith('Phường');

const KILOMETRES_PER_DEGREE = 111.2;

/** A place some kilometres to the east and north. Flat: exact enough over the few dozen kilometres that it serves. */
export const moved = ({ lat, lon }: Position, eastKm: number, northKm: number): Position => ({
  lat: lat + northKm / KILOMETRES_PER_DEGREE,
  lon: lon + eastKm / (KILOMETRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)),
});

/** Points on a spiral whose step is the golden angle fill a disc evenly, whatever their number (Vogel 1979). */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** The farthest that settlements spread from a commune's centre: a ward is a part of a town. */
const WARD_SPREAD_KM = 1.8;
const COMMUNE_SPREAD_KM = 6;

/**
 * Every commune gets a centre within the former province that its land came from, wards in the middle. In the order of the
 * codes; the same lists give the same places.
 */
export const placeCommunes = (units: readonly AdminUnit[], successions: readonly UnitSuccession[]): readonly CommunePlace[] => {
  const provinceNames = new Map(units.filter(({ level }) => level === 'PROVINCE').map(({ code, name }) => [code, name]));
  const cameFrom = new Map<string, string>();
  for (const { newCode, oldProvinceName } of successions) if (!cameFrom.has(newCode)) cameFrom.set(newCode, oldProvinceName);
  const communes = units.filter(({ level }) => level === 'COMMUNE').sort((a, b) => (a.code < b.code ? -1 : 1));
  const places = new Map<string, CommunePlace>();
  const byFormer = new Map<string, AdminUnit[]>();
  for (const unit of communes) {
    const known = knownCentres[`${unit.parentCode ?? ''} ${unit.name}`];
    if (known !== undefined) {
      places.set(unit.code, { unit, centre: { lat: known[0], lon: known[1] }, spreadKm: known[2] });
      continue;
    }
    const former = cameFrom.get(unit.code) ?? formerNameOf(provinceNames.get(unit.parentCode ?? '') ?? '');
    byFormer.set(former, [...(byFormer.get(former) ?? []), unit]);
  }
  for (const [former, within] of byFormer) for (const place of spread(former, within)) places.set(place.unit.code, place);
  return communes.flatMap(({ code }) => places.get(code) ?? []);
};

/** Provinces of today keep a name of before: "Gia Lai" was "Tỉnh Gia Lai". */
const formerNameOf = (provinceName: string): string =>
  provinceName.startsWith('Thành phố') ? provinceName : `Tỉnh ${provinceName}`;

const spread = (former: string, communes: readonly AdminUnit[]): readonly CommunePlace[] => {
  const disc = formerProvinces[former];
  if (disc === undefined) throw new Error(`No place is known for the former province "${former}".`);
  const [lat, lon, radiusKm] = disc;
  const middleFirst = [...communes.filter(isWard), ...communes.filter((unit) => !isWard(unit))];
  /** The radius of a disc with each commune's share of the area. */
  const shareKm = radiusKm / Math.sqrt(communes.length);
  return middleFirst.map((unit, at) => {
    const outKm = radiusKm * Math.sqrt((at + 0.5) / communes.length);
    const angle = at * GOLDEN_ANGLE;
    return {
      unit,
      centre: moved({ lat, lon }, outKm * Math.cos(angle), outKm * Math.sin(angle)),
      spreadKm: Math.min(isWard(unit) ? WARD_SPREAD_KM : COMMUNE_SPREAD_KM, 0.8 * shareKm),
    };
  });
};
