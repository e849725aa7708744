import * as v from 'valibot';
import { fromPlanes, joinPieces, splitPieces, toPlanes, unzigzag, zigzag } from './byte-columns.ts';
import type { TeamColumns } from './team-columns.ts';
import { teamIdsFrom } from './team-ids.ts';

/**
 * Teams as bytes that compress well. Ids are kept as what differs from the id before; communes as steps in a list;
 * positions as the distance from the mean of the commune's teams so far (about 13 bits a coordinate: half of the file, and
 * there is no less in them); skills, languages, reach and status as a number in a list of combinations.
 */
export const packColumns = (columns: TeamColumns): Uint8Array => {
  const { shared, rest, tails } = columns.ids.packed;
  const head = { count: columns.count, communes: columns.communes, profiles: columns.profiles };
  return joinPieces([
    Buffer.from(JSON.stringify(head)),
    shared,
    rest,
    tails,
    toPlanes(stepsOf(columns.communeOf)),
    toPlanes(columns.profileOf),
    toPlanes(offsetsOf(columns.lat, columns.communeOf)),
    toPlanes(offsetsOf(columns.lon, columns.communeOf)),
  ]);
};

const headSchema = v.object({
  count: v.pipe(v.number(), v.integer(), v.minValue(0)),
  communes: v.array(v.string()),
  profiles: v.array(
    v.object({
      skills: v.array(v.string()),
      languages: v.array(v.string()),
      reachKm: v.number(),
      status: v.picklist(['FORMING', 'ACTIVE', 'PAUSED', 'MERGED']),
    }),
  ),
});

/** Undefined when these are not the bytes that `packColumns` makes. */
export const unpackColumns = (bytes: Uint8Array): TeamColumns | undefined => {
  const pieces = splitPieces(bytes);
  if (pieces?.length !== 8) return undefined;
  const [head, shared, rest, tails, communeSteps, profileOf, lat, lon] = pieces as PackedPieces;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), headSchema), Buffer.from(head).toString());
  if (!parsed.success) return undefined;
  const { count, communes, profiles } = parsed.output;
  const ids = teamIdsFrom({ shared, rest, tails });
  if (ids?.count !== count) return undefined;
  if ([communeSteps, profileOf, lat, lon].some((plane) => plane.length !== count * 4)) return undefined;
  const communeOf = sumUp(fromPlanes(communeSteps, count));
  return {
    count,
    ids,
    communes,
    communeOf,
    lat: positionsOf(fromPlanes(lat, count), communeOf),
    lon: positionsOf(fromPlanes(lon, count), communeOf),
    profiles,
    profileOf: fromPlanes(profileOf, count),
  };
};

type PackedPieces = [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];

const stepsOf = (values: Uint32Array): Uint32Array =>
  values.map((value, at) => zigzag(value - (at === 0 ? 0 : (values[at - 1] as number))));

/** Turns steps into what they lead to, in their place. */
const sumUp = (steps: Uint32Array): Uint32Array => {
  let value = 0;
  for (let at = 0; at < steps.length; at += 1) {
    value += unzigzag(steps[at] as number);
    steps[at] = value;
  }
  return steps;
};

/**
 * Where the next team is expected: at the mean of the teams of its commune so far, or of the commune before. Both
 * directions walk alike; the loops are written out, since a cold start runs them before anything is optimised.
 */
const offsetsOf = (positions: Int32Array, communeOf: Uint32Array): Uint32Array => {
  const offsets = new Uint32Array(positions.length);
  let commune = -1;
  let sum = 0;
  let count = 0;
  for (let row = 0; row < positions.length; row += 1) {
    const guess = count === 0 ? 0 : Math.round(sum / count);
    if (communeOf[row] !== commune) {
      commune = communeOf[row] as number;
      sum = 0;
      count = 0;
    }
    const position = positions[row] as number;
    offsets[row] = zigzag(position - guess);
    sum += position;
    count += 1;
  }
  return offsets;
};

/** In the memory of the offsets, which are not needed any more. */
const positionsOf = (offsets: Uint32Array, communeOf: Uint32Array): Int32Array => {
  const positions = new Int32Array(offsets.buffer);
  let commune = -1;
  let sum = 0;
  let count = 0;
  for (let row = 0; row < offsets.length; row += 1) {
    const guess = count === 0 ? 0 : Math.round(sum / count);
    if (communeOf[row] !== commune) {
      commune = communeOf[row] as number;
      sum = 0;
      count = 0;
    }
    const position = guess + unzigzag(offsets[row] as number);
    positions[row] = position;
    sum += position;
    count += 1;
  }
  return positions;
};
