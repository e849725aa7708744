import * as v from 'valibot';
import { fromPlanes, joinPieces, splitPieces, toPlanes, unzigzag, zigzag } from './byte-columns.ts';
import type { TeamColumns } from './team-columns.ts';

/**
 * Teams as bytes that compress well. Ids are kept as what differs from the id before; communes as steps in a list;
 * positions as the distance from the mean of the commune's teams so far (about 13 bits a coordinate: half of the file, and
 * there is no less in them); skills, languages, reach and status as a number in a list of combinations.
 */
export const packColumns = (columns: TeamColumns): Uint8Array => {
  const { count, idText, idStarts } = columns;
  const shared = new Uint8Array(count);
  const rest = new Uint8Array(count);
  const tails: string[] = [];
  let before = '';
  for (let row = 0; row < count; row += 1) {
    const id = idText.slice(idStarts[row], idStarts[row + 1]);
    let same = 0;
    while (same < before.length && same < id.length && id[same] === before[same]) same += 1;
    shared[row] = same;
    rest[row] = id.length - same;
    tails.push(id.slice(same));
    before = id;
  }
  const head = { count, communes: columns.communes, profiles: columns.profiles };
  return joinPieces([
    Buffer.from(JSON.stringify(head)),
    shared,
    rest,
    Buffer.from(tails.join(''), 'latin1'),
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
  if (shared.length !== count || rest.length !== count) return undefined;
  if ([communeSteps, profileOf, lat, lon].some((plane) => plane.length !== count * 4)) return undefined;
  const communeOf = sumOf(fromPlanes(communeSteps, count));
  return {
    count,
    ...unpackIds(count, shared, rest, tails),
    communes,
    communeOf,
    lat: positionsOf(fromPlanes(lat, count), communeOf),
    lon: positionsOf(fromPlanes(lon, count), communeOf),
    profiles,
    profileOf: fromPlanes(profileOf, count),
  };
};

type PackedPieces = [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];

const unpackIds = (
  count: number,
  shared: Uint8Array,
  rest: Uint8Array,
  tails: Uint8Array,
): Pick<TeamColumns, 'idText' | 'idStarts'> => {
  const idStarts = new Uint32Array(count + 1);
  let length = 0;
  for (let row = 0; row < count; row += 1) {
    length += (shared[row] as number) + (rest[row] as number);
    idStarts[row + 1] = length;
  }
  const text = Buffer.allocUnsafe(length);
  let tailAt = 0;
  for (let row = 0; row < count; row += 1) {
    const start = idStarts[row] as number;
    const same = shared[row] as number;
    const end = idStarts[row + 1] as number;
    const before = row === 0 ? 0 : (idStarts[row - 1] as number);
    for (let at = 0; at < same; at += 1) text[start + at] = text[before + at] as number;
    for (let at = start + same; at < end; at += 1) {
      text[at] = tails[tailAt] as number;
      tailAt += 1;
    }
  }
  return { idText: text.toString('latin1'), idStarts };
};

const stepsOf = (values: Uint32Array): Uint32Array =>
  values.map((value, at) => zigzag(value - (at === 0 ? 0 : (values[at - 1] as number))));

const sumOf = (steps: Uint32Array): Uint32Array => {
  const values = new Uint32Array(steps.length);
  let value = 0;
  for (let at = 0; at < steps.length; at += 1) {
    value += unzigzag(steps[at] as number);
    values[at] = value;
  }
  return values;
};

const offsetsOf = (positions: Int32Array, communeOf: Uint32Array): Uint32Array => {
  const offsets = new Uint32Array(positions.length);
  const guess = new NextGuess();
  for (let row = 0; row < positions.length; row += 1) {
    const position = positions[row] as number;
    offsets[row] = zigzag(position - guess.at(communeOf[row] as number));
    guess.learn(position);
  }
  return offsets;
};

const positionsOf = (offsets: Uint32Array, communeOf: Uint32Array): Int32Array => {
  const positions = new Int32Array(offsets.length);
  const guess = new NextGuess();
  for (let row = 0; row < offsets.length; row += 1) {
    const position = guess.at(communeOf[row] as number) + unzigzag(offsets[row] as number);
    positions[row] = position;
    guess.learn(position);
  }
  return positions;
};

/** Where the next team of a run of teams of one commune is expected: at the mean of the run, or of the run before. */
class NextGuess {
  #commune = -1;
  #sum = 0;
  #count = 0;

  at(commune: number): number {
    const mean = this.#count === 0 ? 0 : Math.round(this.#sum / this.#count);
    if (commune !== this.#commune) {
      this.#commune = commune;
      this.#sum = 0;
      this.#count = 0;
    }
    return mean;
  }

  learn(position: number): void {
    this.#sum += position;
    this.#count += 1;
  }
}
