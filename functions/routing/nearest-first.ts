import { writeEarthPoint } from './geodesic.ts';
import { FAN_OUT, PLACE_DOUBLES, PLACE_WORDS, PROFILE } from './team-index.ts';
import type { TeamIndex } from './team-index.ts';

/**
 * Which places a search may yield: 1 in `fitting` by the number of the team's profile, not 1 in `hidden` by its row, and of a commune
 * that is not passed over. A commune is asked about when its nearest team may come up, and at most once.
 */
export type PlaceFilter = {
  readonly fitting: Uint8Array;
  readonly hidden: Uint8Array | undefined;
  readonly passesOver: (commune: number) => boolean;
};

/**
 * Yields places (see TeamIndex) in order of chord from a point, nearest first, only as far as asked. One search at a time: it keeps its
 * queue from one search to the next, so that a search allocates nothing.
 */
export class NearestFirst {
  /** Square metres from the point to the place that `next` gave last. */
  chordSquared = 0;
  readonly #index: TeamIndex;
  readonly #root: number;
  readonly #leaves: number;
  readonly #communesEnd: number;
  #keys = new Float64Array(1024);
  #values = new Int32Array(1024);
  #size = 0;
  readonly #point = new Float64Array(3);
  #limitSquared = 0;
  #filter: PlaceFilter | undefined;

  constructor(index: TeamIndex) {
    this.#index = index;
    this.#root = (index.levelStarts.at(-1) as number) - 1;
    this.#leaves = index.levelStarts[1] as number;
    this.#communesEnd = index.levelStarts[2] as number;
  }

  /** Nothing farther than `limitMetres` (of chord) comes up. */
  start(lat: number, lon: number, limitMetres: number, filter: PlaceFilter): void {
    writeEarthPoint(lat, lon, this.#point, 0);
    this.#limitSquared = limitMetres * limitMetres;
    this.#filter = filter;
    this.#size = 0;
    if (this.#root >= 0) this.#push(0, -1 - this.#root);
  }

  /** The next place, or −1 when there is none within `withinMetres` (of chord): then no more of the tree is opened. */
  next(withinMetres: number): number {
    const withinSquared = withinMetres * withinMetres;
    while (this.#size > 0) {
      const value = this.#values[0] as number;
      const key = this.#keys[0] as number;
      if (key > withinSquared) return -1;
      this.#pop();
      if (value >= 0) {
        this.chordSquared = key;
        return value;
      }
      this.#open(-1 - value);
    }
    return -1;
  }

  #open(node: number): void {
    if (node < this.#leaves) this.#openLeaf(node);
    else if (node < this.#communesEnd) this.#openCommune(node - this.#leaves);
    else this.#openNode(node);
  }

  #openLeaf(leaf: number): void {
    const { points, words, rows, leafStarts } = this.#index;
    const { fitting, hidden } = this.#filter as PlaceFilter;
    const px = this.#point[0] as number;
    const py = this.#point[1] as number;
    const pz = this.#point[2] as number;
    const end = leafStarts[leaf + 1] as number;
    for (let place = leafStarts[leaf] as number; place < end; place += 1) {
      if (fitting[words[place * PLACE_WORDS + PROFILE] as number] !== 1) continue;
      if (hidden !== undefined && hidden[rows[place] as number] === 1) continue;
      const at = place * PLACE_DOUBLES;
      const dx = (points[at] as number) - px;
      const dy = (points[at + 1] as number) - py;
      const dz = (points[at + 2] as number) - pz;
      const squared = dx * dx + dy * dy + dz * dz;
      if (squared <= this.#limitSquared) this.#push(squared, place);
    }
  }

  #openCommune(at: number): void {
    const { communes, communeStarts } = this.#index;
    if ((this.#filter as PlaceFilter).passesOver(communes[at] as number)) return;
    this.#pushNodes(communeStarts[at] as number, communeStarts[at + 1] as number);
  }

  #openNode(node: number): void {
    const { levelStarts } = this.#index;
    let level = 2;
    while (node >= (levelStarts[level + 1] as number)) level += 1;
    const start = levelStarts[level] as number;
    const first = (levelStarts[level - 1] as number) + (node - start) * FAN_OUT;
    this.#pushNodes(first, Math.min(start, first + FAN_OUT));
  }

  #pushNodes(first: number, end: number): void {
    const { boxes } = this.#index;
    const px = this.#point[0] as number;
    const py = this.#point[1] as number;
    const pz = this.#point[2] as number;
    for (let node = first; node < end; node += 1) {
      const at = node * 6;
      const dx = beyond(Math.abs(px - (boxes[at] as number)) - (boxes[at + 3] as number));
      const dy = beyond(Math.abs(py - (boxes[at + 1] as number)) - (boxes[at + 4] as number));
      const dz = beyond(Math.abs(pz - (boxes[at + 2] as number)) - (boxes[at + 5] as number));
      const squared = dx * dx + dy * dy + dz * dz;
      if (squared <= this.#limitSquared) this.#push(squared, -1 - node);
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

/** What is above 0. Without a branch: which side of a box a point is on cannot be guessed, and a wrong guess costs more than all of this. */
const beyond = (value: number): number => (value + Math.abs(value)) * 0.5;
