import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = (name: string): string =>
  readFileSync(new URL(`../../web/shared/design/${name}`, import.meta.url), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

type Colours = Readonly<Record<string, string>>;

/** The custom properties of the first block that follows `selector`. */
const block = (source: string, selector: string): Colours => {
  const start = source.indexOf(selector);
  if (start < 0) throw new Error(`no block ${selector}`);
  const body = source.slice(source.indexOf('{', start) + 1, source.indexOf('}', start));
  return Object.fromEntries([...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name ?? '', value ?? '']));
};

const palette = block(css('tokens.css'), '@theme static');
const themes = css('themes.css');
const light = block(themes, ':root {');
const night = { ...light, ...block(themes, "[data-surface='night'] {") };
const dark = { ...light, ...block(themes, ":root:not([data-app='kiosk'])") };
const high = { ...light, ...block(themes, ":root[data-contrast='high']") };

const hex = (theme: Colours, name: string): string => {
  const value = theme[name] ?? palette[name];
  const inner = value?.match(/^var\((--[\w-]+)\)$/)?.[1];
  if (inner !== undefined) return hex(theme, inner);
  if (!value?.match(/^#[0-9a-f]{6}$/i)) throw new Error(`${name} is no plain colour: ${value ?? 'absent'}`);
  return value;
};

/** WCAG 2.2 relative luminance. */
const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(colour.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const ratio = (theme: Colours, ink: string, ground: string): number => {
  const [a, b] = [luminance(hex(theme, ink)), luminance(hex(theme, ground))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

/** Words on grounds, as the components use them. */
const words: readonly (readonly [string, string])[] = [
  ['--ink', '--bg'], ['--ink', '--surface'], ['--ink', '--raised'],
  ['--ink-2', '--bg'], ['--ink-2', '--surface'], ['--ink-2', '--raised'],
  ['--act-ink', '--act'], ['--act-ink-2', '--act'],
  ['--start-ink', '--start'], ['--call-ink', '--call'], ['--plate-ink', '--plate'],
  ['--plate-bare', '--bg'], ['--plate-bare', '--surface'],
  ['--danger', '--raised'],
  ['--selected-ink', '--selected'], ['--selected-ink-2', '--selected'],
  ['--now-ink', '--now'], ['--disabled-ink', '--disabled'],
];

/** Lines, icons, rings: WCAG 1.4.11 asks for 3. */
const shapes: readonly (readonly [string, string])[] = [
  ['--line', '--bg'], ['--line', '--surface'], ['--icon', '--bg'], ['--icon', '--surface'], ['--icon', '--raised'],
  ['--brand', '--bg'], ['--brand-light', '--bg'], ['--selected-line', '--selected'],
  ['--danger', '--bg'],
];

const surfaces = [
  { name: 'the kiosk by day', theme: light, least: 7 },
  { name: 'the night scenes', theme: night, least: 7 },
  { name: 'high contrast', theme: high, least: 7 },
  { name: 'phone and status page by day', theme: light, least: 4.5 },
  { name: 'phone and status page in the dark', theme: dark, least: 4.5 },
];

describe.each(surfaces)('Somebody with weak eyes, on $name', ({ theme, least }) => {
  it.each(words)('reads %s on %s', (ink, ground) => {
    expect(ratio(theme, ink, ground)).toBeGreaterThanOrEqual(least);
  });

  it.each(shapes)('makes out %s on %s', (shape, ground) => {
    expect(ratio(theme, shape, ground)).toBeGreaterThanOrEqual(3);
  });

  it('sees where the focus is: one of the two rings stands out on every ground', () => {
    for (const ground of ['--bg', '--surface', '--raised', '--act', '--start', '--call'])
      expect(Math.max(ratio(theme, '--focus', ground), ratio(theme, '--focus-halo', ground)), ground).toBeGreaterThanOrEqual(3);
  });
});

describe('The pictures we were given', () => {
  it.each([
    ['--color-white', '--color-ngoc', 9.48],
    ['--color-then', '--color-den', 11.38],
    ['--color-canh-gian', '--color-do-100', 11.01],
    ['--color-moon', '--color-dem', 15.17],
    ['--color-white', '--color-son', 8.27],
  ])('%s on %s still measures %d', (ink, ground, measured) => {
    expect(ratio(light, ink, ground)).toBeCloseTo(measured, 1);
  });
});
