import { S2Cell, S2LatLng, S2LatLngRect, S2RegionCoverer } from 'nodes2ts';
import type { Position } from '../../functions/core/position.ts';

/**
 * How the library dynamodb-geo finds rows around a place: a row is kept under the number of its S2 leaf cell (the geohash),
 * partitioned by that number's first digits; a circle becomes the rectangle around it, at most eight cells that cover the
 * rectangle, and one query for each run of numbers with the same first digits.
 *
 * Its port to npm last followed version 2 of the AWS SDK, which is no longer kept; the S2 library under that port is, so the
 * queries are made with it.
 */
export type GeohashRange = { readonly hashKey: bigint; readonly min: bigint; readonly max: bigint };

/** Signed, as the library keeps it. */
export const geohashOf = ({ lat, lon }: Position): bigint => BigInt.asIntN(64, S2Cell.fromLatLng(S2LatLng.fromDegrees(lat, lon)).id.id);

/** Vietnam lies within one face of S2's cube, whose numbers are positive and have 19 digits. */
const DIGITS = 19;

const unitOf = (hashKeyLength: number): bigint => 10n ** BigInt(DIGITS - hashKeyLength);

export const hashKeyOf = (geohash: bigint, hashKeyLength: number): bigint => {
  if (geohash.toString().length !== DIGITS) throw new RangeError('This place is too far from Vietnam.');
  return geohash / unitOf(hashKeyLength);
};

/** The queries for all rows within `metres` of a place, and some outside. */
export const rangesAround = (at: Position, metres: number, hashKeyLength: number): readonly GeohashRange[] => {
  const centre = S2LatLng.fromDegrees(at.lat, at.lon);
  const north = metres / centre.getEarthDistance(S2LatLng.fromDegrees(at.lat - 1, at.lon));
  const east = metres / centre.getEarthDistance(S2LatLng.fromDegrees(at.lat, at.lon - 1));
  const rectangle = S2LatLngRect.fromLatLng(
    S2LatLng.fromDegrees(at.lat - north, at.lon - east),
    S2LatLng.fromDegrees(at.lat + north, at.lon + east),
  );
  return new S2RegionCoverer()
    .getCoveringCells(rectangle)
    .flatMap((cell) => splitByHashKey(BigInt.asIntN(64, cell.rangeMin().id), BigInt.asIntN(64, cell.rangeMax().id), hashKeyLength));
};

const splitByHashKey = (min: bigint, max: bigint, hashKeyLength: number): GeohashRange[] => {
  const unit = unitOf(hashKeyLength);
  const first = hashKeyOf(min, hashKeyLength);
  const last = hashKeyOf(max, hashKeyLength);
  const ranges: GeohashRange[] = [];
  for (let hashKey = first; hashKey <= last; hashKey += 1n) {
    ranges.push({ hashKey, min: hashKey === first ? min : hashKey * unit, max: hashKey === last ? max : (hashKey + 1n) * unit - 1n });
  }
  return ranges;
};
