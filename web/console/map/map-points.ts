import { t } from '../text/index.ts';

/** What is drawn on a map. */
export type Place = { readonly lat: number; readonly lon: number };
export type MapPoint = {
  readonly id: string;
  readonly kind: 'team' | 'kiosk' | 'unit';
  readonly at: Place;
  /** What stands on the plate: a team's number. */
  readonly plate: string;
  readonly name: string;
  /** Of a team: somebody is on duty, the lamp is lit. Of a unit: it has teams. */
  readonly lit: boolean;
  /** How many teams a unit stands for; clusters add them up. */
  readonly teams?: number;
};

/**
 * The islands that every map of Vietnam shows, as the official lists name and spell them: đặc khu Hoàng Sa (Đà Nẵng) and đặc khu
 * Trường Sa (Khánh Hòa). The places are the middles of the two archipelagos, rounded to half a degree, to write the names at.
 */
export const islands = () => [
  { name: t('map.hoangSa'), under: t('map.hoangSaOf'), at: { lat: 16.5, lon: 112 } },
  { name: t('map.truongSa'), under: t('map.truongSaOf'), at: { lat: 9.5, lon: 113.5 } },
];

/** Mainland and both archipelagos, for the first look at the country. */
export const COUNTRY: Bounds = [
  [102, 6.5],
  [117.9, 23.5],
];

/** South-west and north-east corners, longitude first, as MapLibre has them. */
export type Bounds = readonly [readonly [number, number], readonly [number, number]];

/** The box around some points, never smaller than about 400 m, or the country when there is none. */
export const boundsOf = (points: readonly { readonly at: Place }[]): Bounds => {
  if (points.length === 0) return COUNTRY;
  const LEAST = 0.002;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { at } of points) {
    west = Math.min(west, at.lon);
    east = Math.max(east, at.lon);
    south = Math.min(south, at.lat);
    north = Math.max(north, at.lat);
  }
  return [
    [west - LEAST, south - LEAST],
    [east + LEAST, north + LEAST],
  ];
};

export const isSameBounds = (one: Bounds, other: Bounds): boolean => one.flat().every((degrees, at) => degrees === other.flat()[at]);

/** Spoken of as "Tổ dân phố số 7": the plate shows 7. A name without a number gives its initials, two at most. */
export const plateOf = (name: string): string => {
  const number = /số\s+(\d{1,3})\b/iu.exec(name)?.[1] ?? /\b(\d{1,3})\b/u.exec(name)?.[1];
  if (number !== undefined) return number;
  const words = name.replace(/^(?:tổ công nghệ số cộng đồng|thôn|xóm|bản|buôn|làng|ấp|khu)\s+/iu, '').split(/\s+/u);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toLocaleUpperCase('vi'))
    .join('');
};

/** GeoJSON of some points: what MapLibre reads. */
export const featuresOf = (points: readonly MapPoint[]) => ({
  type: 'FeatureCollection' as const,
  features: points.map(({ id, kind, at, plate, name, lit, teams = 1 }) => ({
    type: 'Feature' as const,
    id,
    // Units say nothing of duty, so they glow nowhere; a plate is whole where there are teams.
    properties: { id, kind, name, teams, lit: lit && kind !== 'unit' ? 1 : 0, units: lit && kind === 'unit' ? 1 : 0, image: `${kind}|${lit ? 'lit' : 'dark'}|${plate}` },
    geometry: { type: 'Point' as const, coordinates: [at.lon, at.lat] },
  })),
});
