/** A place on WGS84, in degrees. Kept to five decimals (about 1.1 m): a phone knows its place no better than that. */
export type Position = { readonly lat: number; readonly lon: number };

export const POSITION_DECIMALS = 5;

export const roundPosition = ({ lat, lon }: Position): Position => ({ lat: roundDegrees(lat), lon: roundDegrees(lon) });

const roundDegrees = (degrees: number): number => Math.round(degrees * 10 ** POSITION_DECIMALS) / 10 ** POSITION_DECIMALS;

/**
 * Vietnam with its sea, Hoàng Sa and Trường Sa included, as a box in degrees: generous on purpose, since it exists to
 * refuse swapped, missing and foreign coordinates, not to draw a border.
 */
export const VIETNAM_BOUNDS = { south: 6.5, north: 23.5, west: 102, east: 117.9 } as const;

export const isInVietnam = ({ lat, lon }: Position): boolean =>
  lat >= VIETNAM_BOUNDS.south && lat <= VIETNAM_BOUNDS.north && lon >= VIETNAM_BOUNDS.west && lon <= VIETNAM_BOUNDS.east;
