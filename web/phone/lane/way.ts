/** Where a place lies as seen from another. For drawing and words only: who is nearest is decided by the service. */

type Place = { readonly lat: number; readonly lon: number };

/** Mean radius of the earth, IUGG, in metres. */
const EARTH_METRES = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres in a straight line on a sphere: within 0.6 % of the ellipsoid, far below what the rounded words show. */
export const metresBetween = (from: Place, to: Place): number => {
  const h =
    Math.sin(radians(to.lat - from.lat) / 2) ** 2 +
    Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * Math.sin(radians(to.lon - from.lon) / 2) ** 2;
  return 2 * EARTH_METRES * Math.asin(Math.sqrt(Math.min(1, h)));
};

/** Degrees clockwise from north, 0 to 360. */
export const bearing = (from: Place, to: Place): number => {
  const turn = radians(to.lon - from.lon);
  const y = Math.sin(turn) * Math.cos(radians(to.lat));
  const x = Math.cos(radians(from.lat)) * Math.sin(radians(to.lat)) - Math.sin(radians(from.lat)) * Math.cos(radians(to.lat)) * Math.cos(turn);
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
};

export const COMPASS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Compass = (typeof COMPASS)[number];

/** The nearest of eight winds. */
export const compassOf = (degrees: number): Compass => COMPASS[Math.round(degrees / 45) % 8] ?? 'n';

/** `geo:` (RFC 5870) with the query that Android's maps read for the pin's label. */
export const geoLink = ({ lat, lon }: Place, label: string): string => `geo:${lat},${lon}?q=${lat},${lon}(${encodeURIComponent(label)})`;
