import { LAMP_SHADE } from '../../shared/art/shapes.ts';

/**
 * The pictures on the map, drawn by the page's own font: no letter comes from a server. A picture is named by what it shows:
 * `team|lit|7` a blue plate, `team|dark|7` a dashed one, `cluster|lit|34` a plate of many, `kiosk|lit|` the lamp,
 * `name||Hoàng Sa` a word on paper.
 */
export type Picture = { readonly data: ImageData; readonly pixelRatio: number };

/** Two device pixels for one: crisp on office screens, and quick to draw. */
const RATIO = 2;
const FONT = "'Be Vietnam Pro', 'Noto Sans', system-ui, sans-serif";

/** Of the palette: plates are men lam in every theme, the lamp is ngọc (web/shared/design/tokens.css). */
const LAM = '#153d78';
const PAPER = '#fffbf2';
const NGOC = '#0b4f44';
const DEN = '#ffc247';
const THEN = '#22100d';

type Pen = CanvasRenderingContext2D;

const drawn = (width: number, height: number, draw: (pen: Pen) => void): Picture => {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * RATIO);
  canvas.height = Math.ceil(height * RATIO);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (pen === null) throw new Error('This browser draws on no canvas.');
  pen.scale(RATIO, RATIO);
  draw(pen);
  return { data: pen.getImageData(0, 0, canvas.width, canvas.height), pixelRatio: RATIO };
};

const widthOf = (text: string, font: string): number => {
  const pen = document.createElement('canvas').getContext('2d');
  if (pen === null) throw new Error('This browser draws on no canvas.');
  pen.font = font;
  return pen.measureText(text).width;
};

const box = (pen: Pen, inset: number, width: number, height: number, radius: number): void => {
  pen.beginPath();
  pen.roundRect(inset, inset, width - 2 * inset, height - 2 * inset, radius);
};

const plate = (text: string, lit: boolean, many: boolean): Picture => {
  const font = `800 ${many ? 17 : 19}px ${FONT}`;
  const height = 32;
  const width = Math.max(38, widthOf(text, font) + 18);
  return drawn(width, height, (pen) => {
    box(pen, 1, width, height, 7);
    pen.fillStyle = lit ? LAM : PAPER;
    pen.fill();
    box(pen, lit ? 4 : 2.5, width, height, lit ? 4 : 6);
    pen.strokeStyle = lit ? PAPER : LAM;
    pen.lineWidth = lit ? 1.6 : 2.6;
    pen.setLineDash(lit ? [] : [5, 3.5]);
    pen.stroke();
    pen.fillStyle = lit ? PAPER : LAM;
    pen.font = font;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillText(text, width / 2, height / 2 + 1);
  });
};

const lamp = (): Picture => {
  const size = 40;
  return drawn(size, size, (pen) => {
    pen.beginPath();
    pen.arc(size / 2, size / 2, 18, 0, 2 * Math.PI);
    pen.fillStyle = NGOC;
    pen.fill();
    pen.strokeStyle = PAPER;
    pen.lineWidth = 2;
    pen.stroke();
    pen.translate(size / 2 - 13, size / 2 - 10);
    pen.scale(0.217, 0.217);
    pen.fillStyle = '#ffffff';
    pen.fill(new Path2D(LAMP_SHADE));
    pen.fillStyle = DEN;
    pen.fill(new Path2D('M38 66a22 22 0 0 0 44 0Z'));
  });
};

const words = (text: string): Picture => {
  const lines = text.split('\n');
  const fontOf = (nth: number): string => `${nth === 0 ? 800 : 600} ${nth === 0 ? 15 : 12}px ${FONT}`;
  const width = Math.max(...lines.map((line, nth) => widthOf(line, fontOf(nth)))) + 14;
  const height = 10 + lines.length * 18;
  return drawn(width, height, (pen) => {
    box(pen, 0, width, height, 6);
    pen.fillStyle = `${PAPER}e6`;
    pen.fill();
    pen.fillStyle = THEN;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    lines.forEach((line, nth) => {
      pen.font = fontOf(nth);
      pen.fillText(line, width / 2, 14 + nth * 18);
    });
  });
};

/** Draws what a name says. Throws for a name that is none of ours. */
export const pictureOf = (name: string): Picture => {
  const [kind = '', light = '', ...rest] = name.split('|');
  const text = rest.join('|');
  switch (kind) {
    case 'team':
    case 'unit':
      return plate(text, light === 'lit', false);
    case 'cluster':
      return plate(text, light === 'lit', true);
    case 'kiosk':
      return lamp();
    case 'name':
      return words(text);
    default:
      throw new Error(`No picture on the map is called "${name}".`);
  }
};
