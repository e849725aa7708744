/** Paths that several drawings share. All of them are pure: numbers in, SVG path data out. */

/** The enamel shade of the lamp, which is also a neighbour's nón, on a 120×126 square. */
export const LAMP_SHADE =
  'M60 14c2.6 0 4.7.9 6.4 2.8L108 56.5c3.2 3.4 1 8.5-3.7 8.5H15.7c-4.7 0-6.9-5.1-3.7-8.5l41.6-39.7C55.3 14.9 57.4 14 60 14Z';

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const at = (cx: number, cy: number, r: number, degrees: number): string =>
  `${(cx + r * Math.cos(radians(degrees))).toFixed(1)} ${(cy + r * Math.sin(radians(degrees))).toFixed(1)}`;

/** An arc clockwise from one angle to another (degrees; 0 is to the right, 90 down). */
export const arcPath = (cx: number, cy: number, r: number, from: number, to: number): string =>
  `M${at(cx, cy, r, from)}A${r} ${r} 0 0 1 ${at(cx, cy, r, to)}`;

/** The three signal arcs under the lamp, inner first. */
export const LAMP_ARCS = [31, 43, 55].map((r) => arcPath(60, 66, r, 32, 148));

/** The slats of one shutter leaf, as one path. */
export const slatsPath = (x: number, y: number, width: number, height: number): string => {
  let d = '';
  // A narrow leaf keeps a narrower frame.
  const frame = Math.min(14, width * 0.2);
  for (let slat = y + 16; slat < y + height - 10; slat += 15) d += `M${x + frame} ${slat}h${width - 2 * frame}v6h${2 * frame - width}Z`;
  return d;
};

/** The petals of gạch bông gió (pierced tiles): columns × rows of squares of `unit`. */
export const tilesPath = (x: number, y: number, columns: number, rows: number, unit: number): string => {
  let d = '';
  const h = unit / 2;
  for (let i = 0; i < columns; i++)
    for (let j = 0; j < rows; j++) {
      const a = x + i * unit;
      const b = y + j * unit;
      d +=
        `M${a + h} ${b + 4}C${a + h * 1.5} ${b + h * 0.5} ${a + h * 1.5} ${b + h * 0.5} ${a + unit - 4} ${b + h}` +
        `C${a + h * 1.5} ${b + h * 1.5} ${a + h * 1.5} ${b + h * 1.5} ${a + h} ${b + unit - 4}` +
        `C${a + h * 0.5} ${b + h * 1.5} ${a + h * 0.5} ${b + h * 1.5} ${a + 4} ${b + h}` +
        `C${a + h * 0.5} ${b + h * 0.5} ${a + h * 0.5} ${b + h * 0.5} ${a + h} ${b + 4}Z`;
    }
  return d;
};

/** Electric wires that sag over the lane, from side to side. */
export const wirePath = (width: number, y: number, nth: number): string =>
  `M-20 ${y + nth * 13}Q${width * 0.46} ${y + 54 + nth * 24} ${width + 20} ${y - 26 + nth * 9}`;

/** Five roof crowns on 100×60, for the houses of the landscape street. */
export const ROOF_CROWNS: readonly string[] = [
  'M0 60V40L50 6l50 34v20Z',
  'M0 60V34h100v26ZM56 34V22h28v12ZM57.500 8h25a7.500 7.500 0 0 1 0 15h-25a7.500 7.500 0 0 1 0-15Z',
  'M0 60V40h14q4-28 36-28t36 28h14v20Z',
  'M0 60V38h22V24h16V10h24v14h16v14h22v22Z',
  'M0 60V36h100v24ZM18 36V6h5v30ZM10 10h21v5H10ZM12 18h17v4H12ZM60 36v-8h30v8Z',
];

/** Width and height (0..1) of each house in the row of rooftops; the row repeats. */
const HOUSES: readonly (readonly [number, number])[] = [
  [70, 0.55], [96, 0.8], [60, 0.45], [84, 0.95], [74, 0.65], [110, 0.5], [66, 0.85], [90, 0.6],
  [78, 1], [100, 0.7], [64, 0.5], [88, 0.9], [72, 0.6], [96, 0.75], [70, 0.95], [84, 0.55],
];

const housePath = (kind: number, x: number, width: number, top: number, h: number): string => {
  switch (kind) {
    case 0:
      return `M${x} ${h}V${top + 14}L${x + width / 2} ${top - 6}L${x + width} ${top + 14}V${h}Z`;
    case 1:
      return `M${x} ${h}V${top}H${x + width}V${h}ZM${x + width * 0.55} ${top - 14}h26v14h-26ZM${x + width * 0.5 + 7} ${top - 24}h22a7 7 0 0 1 0 14h-22a7 7 0 0 1 0-14Z`;
    case 2:
      return `M${x} ${h}V${top + 10}h${width * 0.25}v-10h${width * 0.5}v10h${width * 0.25}V${h}Z`;
    case 3:
      return `M${x} ${h}V${top + 8}H${x + 10}Q${x + width / 2} ${top - 22} ${x + width - 10} ${top + 8}H${x + width}V${h}Z`;
    default:
      return `M${x} ${h}V${top}H${x + width}V${h}ZM${x + 14} ${top - 30}h4v30h-4ZM${x + 6} ${top - 30}h20v4h-20Z`;
  }
};

/** A row of rooftops of at least `width` × `height`: the houses, and the windows that are lit. */
export const rooftops = (width: number, height: number): { roofs: string; windows: string } => {
  let roofs = '';
  let windows = '';
  for (let x = 0, i = 0; x < width; i++) {
    const [w, tall] = HOUSES[i % HOUSES.length] ?? [80, 0.6];
    const top = height - height * tall * 0.82;
    roofs += housePath(i % 5, x, w, top, height);
    if (i % 3 === 1) windows += `M${x + w / 2 - 7} ${top + 22}h14v18h-14Z`;
    x += w + 3;
  }
  return { roofs, windows };
};

/** One bead of the Đông Sơn ring, with the tangent that ties it to the next. */
export type Bead = { x: number; y: number; tie: string };

/** Beads of radius `bead` on a ring, clockwise from the top. */
export const ringBeads = (cx: number, cy: number, ring: number, count: number, bead: number): readonly Bead[] =>
  Array.from({ length: count }, (_, i) => {
    const angle = -90 + (i * 360) / count;
    const next = -90 + ((i + 1) * 360) / count;
    return {
      x: Number((cx + ring * Math.cos(radians(angle))).toFixed(1)),
      y: Number((cy + ring * Math.sin(radians(angle))).toFixed(1)),
      tie: `M${at(cx, cy, ring + bead, angle)}L${at(cx, cy, ring - bead, next)}`,
    };
  });
