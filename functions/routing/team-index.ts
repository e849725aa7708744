import { earthPoints, writeEarthPoint } from './geodesic.ts';
import { spanOf, spatialOrder } from './spatial-order.ts';
import { DEGREE_STEPS } from './team-columns.ts';
import type { TeamColumns } from './team-columns.ts';

/** Points in a leaf and children of a node: 8 of 4 to 16 was the fastest over 74,422 teams. */
const FAN_OUT = 8;

/**
 * A packed tree over the teams' points in space (earth-centred, metres): nodes hold boxes, children are found by
 * counting, and everything lies in typed arrays. Level 0 are the leaves; the last level is one root.
 */
export type TeamIndex = {
  readonly count: number;
  /** Row of the team at each place along the curve. */
  readonly rows: Uint32Array;
  /** Commune and profile of each place, by their numbers: beside each other, as a search asks for them. */
  readonly communes: Uint32Array;
  readonly profiles: Uint32Array;
  /** x, y, z of each place. */
  readonly points: Float64Array;
  /** Low x, y, z and high x, y, z of each node, a little wide; the nodes of a level follow those of the level below. */
  readonly boxes: Float32Array;
  /** First node of each level, and after the last level the number of nodes. */
  readonly levelStarts: readonly number[];
};

export const buildTeamIndex = ({ count, lat, lon, communeOf, profileOf }: TeamColumns): TeamIndex => {
  const bounds = { lat: spanOf(lat), lon: spanOf(lon) };
  const rows = spatialOrder(lat, lon, bounds);
  const points = earthPoints(lat, lon, rows, DEGREE_STEPS, bounds);
  const communes = new Uint32Array(count);
  const profiles = new Uint32Array(count);
  for (let place = 0; place < count; place += 1) {
    const row = rows[place] as number;
    communes[place] = communeOf[row] as number;
    profiles[place] = profileOf[row] as number;
  }
  const levelStarts = [0];
  let nodes = 0;
  for (let width = count; nodes === 0 || width > 1; ) {
    width = Math.ceil(width / FAN_OUT);
    nodes += width;
    levelStarts.push(nodes);
    if (width === 0) break;
  }
  const boxes = new Float32Array(nodes * 6);
  for (let leaf = 0; leaf < (levelStarts[1] ?? 0); leaf += 1) {
    boxPoints(points, leaf * FAN_OUT, Math.min(count, (leaf + 1) * FAN_OUT), boxes, leaf * 6);
  }
  for (let level = 1; level < levelStarts.length - 1; level += 1) {
    const start = levelStarts[level] ?? 0;
    const below = levelStarts[level - 1] ?? 0;
    for (let node = start; node < (levelStarts[level + 1] ?? 0); node += 1) {
      const first = below + (node - start) * FAN_OUT;
      boxNodes(boxes, first, Math.min(start, first + FAN_OUT), node * 6);
    }
  }
  return { count, rows, communes, profiles, points, boxes, levelStarts };
};

/** Single precision is good to a quarter of a metre at the distance of the surface: a box is wider by more than that. */
const BOX_MARGIN = 0.5;

const boxPoints = (points: Float64Array, first: number, end: number, boxes: Float32Array, at: number): void => {
  for (let axis = 0; axis < 3; axis += 1) {
    let low = Infinity;
    let high = -Infinity;
    for (let point = first * 3 + axis; point < end * 3; point += 3) {
      const value = points[point] as number;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    boxes[at + axis] = low - BOX_MARGIN;
    boxes[at + 3 + axis] = high + BOX_MARGIN;
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

/** Which rows a search may yield: 1 in `fitting` by the number of the row's profile, and not 1 in `hidden` by row. */
export type RowFilter = {
  readonly fitting: Uint8Array;
  readonly hidden: Uint8Array | undefined;
};

/**
 * Yields rows in order of chord from a point, nearest first, only as far as asked. One search at a time: it keeps its
 * queue from one search to the next, so that a search allocates nothing.
 */
export class NearestFirst {
  /** Square metres from the point to the row that `next` gave last. */
  chordSquared = 0;
  readonly #index: TeamIndex;
  readonly #root: number;
  #keys = new Float64Array(1024);
  #values = new Int32Array(1024);
  #size = 0;
  readonly #point = new Float64Array(3);
  #limitSquared = 0;
  #filter: RowFilter | undefined;
  #place = -1;
  /** 1 for a commune of which no more teams are wanted in this search, and which ones those are. */
  readonly #passedOver: Uint8Array;
  readonly #communesPassedOver: number[] = [];

  constructor(index: TeamIndex, communes: number) {
    this.#index = index;
    this.#passedOver = new Uint8Array(communes);
    this.#root = (index.levelStarts.at(-1) ?? 0) - 1;
  }

  /** Nothing farther than `limitMetres` (of chord) comes up. */
  start(lat: number, lon: number, limitMetres: number, filter: RowFilter): void {
    writeEarthPoint(lat, lon, this.#point, 0);
    this.#limitSquared = limitMetres * limitMetres;
    this.#filter = filter;
    for (const commune of this.#communesPassedOver) this.#passedOver[commune] = 0;
    this.#communesPassedOver.length = 0;
    this.#size = 0;
    if (this.#root >= 0) this.#push(0, -1 - this.#root);
  }

  /** No further row of the commune of the row that `next` gave last comes up in this search. */
  passOverCommune(): void {
    const commune = this.#index.communes[this.#place] as number;
    this.#passedOver[commune] = 1;
    this.#communesPassedOver.push(commune);
  }

  /** The next row, or −1 when there is none. */
  next(): number {
    while (this.#size > 0) {
      const value = this.#values[0] as number;
      const key = this.#keys[0] as number;
      this.#pop();
      if (value >= 0) {
        if (this.#passedOver[this.#index.communes[value] as number] === 1) continue;
        this.#place = value;
        this.chordSquared = key;
        return this.#index.rows[value] as number;
      }
      const node = -1 - value;
      if (node < (this.#index.levelStarts[1] as number)) this.#openLeaf(node);
      else this.#openNode(node);
    }
    return -1;
  }

  #openLeaf(leaf: number): void {
    const { points, rows, communes, profiles, count } = this.#index;
    const { fitting, hidden } = this.#filter as RowFilter;
    const passedOver = this.#passedOver;
    const px = this.#point[0] as number;
    const py = this.#point[1] as number;
    const pz = this.#point[2] as number;
    const end = Math.min(count, (leaf + 1) * FAN_OUT);
    for (let place = leaf * FAN_OUT; place < end; place += 1) {
      if (passedOver[communes[place] as number] === 1 || fitting[profiles[place] as number] !== 1) continue;
      if (hidden !== undefined && hidden[rows[place] as number] === 1) continue;
      const dx = (points[place * 3] as number) - px;
      const dy = (points[place * 3 + 1] as number) - py;
      const dz = (points[place * 3 + 2] as number) - pz;
      const squared = dx * dx + dy * dy + dz * dz;
      if (squared <= this.#limitSquared) this.#push(squared, place);
    }
  }

  #openNode(node: number): void {
    const { boxes, levelStarts } = this.#index;
    let level = 1;
    while (node >= (levelStarts[level + 1] as number)) level += 1;
    const start = levelStarts[level] as number;
    const first = (levelStarts[level - 1] as number) + (node - start) * FAN_OUT;
    const end = Math.min(start, first + FAN_OUT);
    const px = this.#point[0] as number;
    const py = this.#point[1] as number;
    const pz = this.#point[2] as number;
    for (let child = first; child < end; child += 1) {
      const at = child * 6;
      const dx = gap(px, boxes[at] as number, boxes[at + 3] as number);
      const dy = gap(py, boxes[at + 1] as number, boxes[at + 4] as number);
      const dz = gap(pz, boxes[at + 2] as number, boxes[at + 5] as number);
      const squared = dx * dx + dy * dy + dz * dz;
      if (squared <= this.#limitSquared) this.#push(squared, -1 - child);
    }
  }

  #push(key: number, value: number): void {
    if (this.#size === this.#keys.length) this.#grow();
    const keys = this.#keys;
    const values = this.#values;
    let at = this.#size;
    this.#size += 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const parentKey = keys[parent] as number;
      if (parentKey <= key) break;
      keys[at] = parentKey;
      values[at] = values[parent] as number;
      at = parent;
    }
    keys[at] = key;
    values[at] = value;
  }

  #pop(): void {
    const keys = this.#keys;
    const values = this.#values;
    this.#size -= 1;
    const size = this.#size;
    const key = keys[size] as number;
    const value = values[size] as number;
    let at = 0;
    for (let child = 1; child < size; child = at * 2 + 1) {
      if (child + 1 < size && (keys[child + 1] as number) < (keys[child] as number)) child += 1;
      const childKey = keys[child] as number;
      if (childKey >= key) break;
      keys[at] = childKey;
      values[at] = values[child] as number;
      at = child;
    }
    keys[at] = key;
    values[at] = value;
  }

  #grow(): void {
    const keys = new Float64Array(this.#keys.length * 2);
    keys.set(this.#keys);
    this.#keys = keys;
    const values = new Int32Array(this.#values.length * 2);
    values.set(this.#values);
    this.#values = values;
  }
}

const gap = (value: number, low: number, high: number): number => (value < low ? low - value : value > high ? value - high : 0);
