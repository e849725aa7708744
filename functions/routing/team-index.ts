import { writeEarthPoints } from './geodesic.ts';
import { spanOf, spatialOrder } from './spatial-order.ts';
import { DEGREE_STEPS } from './team-columns.ts';
import type { TeamColumns } from './team-columns.ts';

/** Points in a leaf and children of a node: 8 of 4 to 16 was the fastest over 74,422 teams. */
export const FAN_OUT = 8;

/**
 * A packed tree over the teams' points in space (earth-centred, metres): nodes hold boxes, and everything lies in typed
 * arrays. Level 0 are the leaves, each of teams of one commune; level 1 are the communes, so that one where everybody sleeps
 * is passed over as a whole; above them children are found by counting, and the last level is one root.
 */
export type TeamIndex = {
  readonly count: number;
  /** Row of the team at each place: communes along a curve, and so the teams of each. */
  readonly rows: Uint32Array;
  /**
   * Of each place `PLACE_DOUBLES` numbers: x, y, z, and what `words` reads there as two whole ones. What a search asks about a
   * team lies beside each other, since waiting for memory is most of its time.
   */
  readonly points: Float64Array;
  /** The same memory: of each place `PLACE_WORDS` numbers, of which `PROFILE` is that of its profile and `COMMUNE` that of its commune. */
  readonly words: Uint32Array;
  /** First place of each leaf, and after the last one the number of places. */
  readonly leafStarts: Uint32Array;
  /** First leaf of each commune along the curve, and after the last one the number of leaves. */
  readonly communeStarts: Uint32Array;
  /** Number of each commune along the curve. */
  readonly communes: Uint32Array;
  /** The middle x, y, z of each node and half its widths, a little wide; the nodes of a level follow those of the level below. */
  readonly boxes: Float32Array;
  /** First node of each level, and after the last level the number of nodes. */
  readonly levelStarts: readonly number[];
};

export const PLACE_DOUBLES = 4;
export const PLACE_WORDS = 8;
export const PROFILE = 6;
export const COMMUNE = 7;

export const buildTeamIndex = ({ count, lat, lon, communeOf, profileOf, communes: codes }: TeamColumns): TeamIndex => {
  const bounds = { lat: spanOf(lat), lon: spanOf(lon) };
  const { rows, communes, placeStarts } = groupByCommune(spatialOrder(lat, lon, bounds), communeOf, codes.length);
  const points = new Float64Array(count * PLACE_DOUBLES);
  writeEarthPoints(lat, lon, rows, DEGREE_STEPS, bounds, points, PLACE_DOUBLES);
  const words = new Uint32Array(points.buffer);
  for (let place = 0, at = 0; place < count; place += 1, at += PLACE_WORDS) {
    const row = rows[place] as number;
    words[at + PROFILE] = profileOf[row] as number;
    words[at + COMMUNE] = communeOf[row] as number;
  }
  const { leafStarts, communeStarts } = leavesOf(placeStarts);
  const levelStarts = levelsOf(leafStarts.length - 1, communes.length);
  const boxes = new Float32Array((levelStarts.at(-1) ?? 0) * 6);
  const leaves = leafStarts.length - 1;
  for (let leaf = 0; leaf < leaves; leaf += 1) boxPoints(points, leafStarts[leaf] as number, leafStarts[leaf + 1] as number, boxes, leaf * 6);
  for (let at = 0; at < communes.length; at += 1) {
    boxNodes(boxes, communeStarts[at] as number, communeStarts[at + 1] as number, (leaves + at) * 6);
  }
  for (let level = 2; level < levelStarts.length - 1; level += 1) {
    const start = levelStarts[level] as number;
    const below = levelStarts[level - 1] as number;
    for (let node = start; node < (levelStarts[level + 1] as number); node += 1) {
      const first = below + (node - start) * FAN_OUT;
      boxNodes(boxes, first, Math.min(start, first + FAN_OUT), node * 6);
    }
  }
  centre(boxes);
  return { count, rows, points, words, leafStarts, communeStarts, communes, boxes, levelStarts };
};

type Grouped = {
  readonly rows: Uint32Array;
  /** Communes that have teams, by where the curve first meets one of theirs. */
  readonly communes: Uint32Array;
  /** First place of each of them, and after the last one the number of places. */
  readonly placeStarts: Uint32Array;
};

/** Takes rows along the curve together by their communes; within a commune they stay along the curve. */
const groupByCommune = (curve: Uint32Array, communeOf: Uint32Array, communeCount: number): Grouped => {
  const sizes = new Uint32Array(communeCount);
  const met = new Uint32Array(communeCount);
  let known = 0;
  for (let at = 0; at < curve.length; at += 1) {
    const commune = communeOf[curve[at] as number] as number;
    if (sizes[commune] === 0) met[known++] = commune;
    sizes[commune] = (sizes[commune] as number) + 1;
  }
  const communes = met.slice(0, known);
  const placeStarts = new Uint32Array(known + 1);
  const next = new Uint32Array(communeCount);
  for (let at = 0; at < known; at += 1) {
    const commune = communes[at] as number;
    next[commune] = placeStarts[at] as number;
    placeStarts[at + 1] = (placeStarts[at] as number) + (sizes[commune] as number);
  }
  const rows = new Uint32Array(curve.length);
  for (let at = 0; at < curve.length; at += 1) {
    const row = curve[at] as number;
    const commune = communeOf[row] as number;
    const place = next[commune] as number;
    rows[place] = row;
    next[commune] = place + 1;
  }
  return { rows, communes, placeStarts };
};

/** Divides the places of each commune into leaves. */
const leavesOf = (placeStarts: Uint32Array): Pick<TeamIndex, 'leafStarts' | 'communeStarts'> => {
  const communeStarts = new Uint32Array(placeStarts.length);
  for (let at = 0; at + 1 < placeStarts.length; at += 1) {
    const places = (placeStarts[at + 1] as number) - (placeStarts[at] as number);
    communeStarts[at + 1] = (communeStarts[at] as number) + Math.ceil(places / FAN_OUT);
  }
  const leafStarts = new Uint32Array((communeStarts.at(-1) as number) + 1);
  leafStarts[leafStarts.length - 1] = placeStarts.at(-1) as number;
  for (let at = 0; at + 1 < placeStarts.length; at += 1) {
    let place = placeStarts[at] as number;
    for (let leaf = communeStarts[at] as number; leaf < (communeStarts[at + 1] as number); leaf += 1) {
      leafStarts[leaf] = place;
      place += FAN_OUT;
    }
  }
  return { leafStarts, communeStarts };
};

const levelsOf = (leaves: number, communes: number): readonly number[] => {
  const levelStarts = [0, leaves, leaves + communes];
  for (let width = communes; width > 1; ) {
    width = Math.ceil(width / FAN_OUT);
    levelStarts.push((levelStarts.at(-1) as number) + width);
  }
  return levelStarts;
};

/** Single precision is good to a quarter of a metre at the distance of the surface: a box is wider by more than its edges and its middle lose. */
const BOX_MARGIN = 1;

const boxPoints = (points: Float64Array, first: number, end: number, boxes: Float32Array, at: number): void => {
  for (let axis = 0; axis < 3; axis += 1) {
    let low = Infinity;
    let high = -Infinity;
    for (let point = first * PLACE_DOUBLES + axis; point < end * PLACE_DOUBLES; point += PLACE_DOUBLES) {
      const value = points[point] as number;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    boxes[at + axis] = low - BOX_MARGIN;
    boxes[at + 3 + axis] = high + BOX_MARGIN;
  }
};

/** Turns low and high into the middle and half the width. */
const centre = (boxes: Float32Array): void => {
  for (let at = 0; at < boxes.length; at += 6) {
    for (let axis = at; axis < at + 3; axis += 1) {
      const low = boxes[axis] as number;
      const high = boxes[axis + 3] as number;
      boxes[axis] = (low + high) / 2;
      boxes[axis + 3] = (high - low) / 2;
    }
  }
};

const boxNodes = (boxes: Float32Array, first: number, end: number, at: number): void => {
  for (let axis = 0; axis < 3; axis += 1) {
    let low = Infinity;
    let high = -Infinity;
    for (let child = first * 6 + axis; child < end * 6; child += 6) {
      const lowest = boxes[child] as number;
      const highest = boxes[child + 3] as number;
      if (lowest < low) low = lowest;
      if (highest > high) high = highest;
    }
    boxes[at + axis] = low;
    boxes[at + 3 + axis] = high;
  }
};
