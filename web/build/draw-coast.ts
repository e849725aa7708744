/**
 * Cuts the coast around Vietnam out of Natural Earth's land (public domain, 1:10 million, as packed in the npm package
 * world-atlas 2, ISC): land against sea, and no border of any country. The result is committed, since a build needs
 * nothing of the rest. Run it again for another cut: `node web/build/draw-coast.ts path/to/world-atlas/land-10m.json`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

type Point = readonly [number, number];
type Topology = {
  readonly transform: { readonly scale: Point; readonly translate: Point };
  readonly arcs: readonly (readonly Point[])[];
  readonly objects: { readonly land: { readonly geometries: readonly { readonly arcs: readonly (readonly (readonly number[])[])[] }[] } };
};

/** Degrees: Vietnam with its islands, and enough around it that a view of the country has no torn edge. */
const CUT = { west: 98, south: 4, east: 122, north: 26 };
/** Three decimals are about 110 m: finer than the source. */
const rounded = (degrees: number): number => Math.round(degrees * 1000) / 1000;

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Say where land-10m.json of world-atlas is.');
const { transform, arcs, objects } = JSON.parse(readFileSync(file, 'utf8')) as Topology;

/** TopoJSON keeps each line once, as steps on a grid; a negative number is the line read backwards. */
const lineOf = (index: number): readonly Point[] => {
  const steps = arcs[index < 0 ? ~index : index] ?? [];
  let x = 0;
  let y = 0;
  const line = steps.map(([dx, dy]): Point => {
    x += dx;
    y += dy;
    return [x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]];
  });
  return index < 0 ? line.reverse() : line;
};
const ringOf = (indexes: readonly number[]): readonly Point[] => indexes.flatMap((index, nth) => lineOf(index).slice(nth === 0 ? 0 : 1));

/** Keeps what of a ring lies on one side of a straight edge (Sutherland and Hodgman 1974). */
const keepSide = (ring: readonly Point[], axis: 0 | 1, limit: number, sign: 1 | -1): readonly Point[] => {
  const inside = (point: Point): boolean => sign * (point[axis] - limit) >= 0;
  return ring.flatMap((point, at): readonly Point[] => {
    const before = ring[(at + ring.length - 1) % ring.length] ?? point;
    const kept = inside(point) ? [point] : [];
    if (inside(point) === inside(before)) return kept;
    const share = (limit - before[axis]) / (point[axis] - before[axis]);
    const crossing: Point = [before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])];
    return [crossing, ...kept];
  });
};
const cut = (ring: readonly Point[]): readonly Point[] =>
  keepSide(keepSide(keepSide(keepSide(ring, 0, CUT.west, 1), 0, CUT.east, -1), 1, CUT.south, 1), 1, CUT.north, -1);

const tidy = (ring: readonly Point[]): Point[] => {
  const points: Point[] = [];
  for (const [lon, lat] of ring) {
    const point: Point = [rounded(lon), rounded(lat)];
    const last = points.at(-1);
    if (last === undefined || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
  }
  const [first] = points;
  if (first !== undefined) points.push(first);
  return points;
};

const polygons = objects.land.geometries
  .flatMap(({ arcs: polygonsOf }) => polygonsOf)
  .map((rings) => rings.map((ring) => tidy(cut(ringOf(ring)))).filter((ring) => ring.length > 3))
  .filter((rings) => rings.length > 0);
const out = new URL('../console/map/coast.json', import.meta.url);
writeFileSync(out, `${JSON.stringify({ type: 'MultiPolygon', coordinates: polygons })}\n`);
process.stdout.write(`${polygons.length} pieces of land\n`);
