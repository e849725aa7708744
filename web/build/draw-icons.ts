/**
 * Draws the PNG icons of the phone app from shared/design/icon.svg. They are committed, since a build must not need a
 * browser. Run it after the drawing has changed: `node web/build/draw-icons.ts`, with CHROMIUM_PATH if needed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

const at = (path: string) => new URL(path, import.meta.url);
const svg = readFileSync(at('../shared/design/icon.svg'), 'utf8');
/** Full bleed: platforms cut a maskable icon to a circle of 80 % (W3C manifest, "safe zone"), iOS rounds the corners itself. */
const square = (scale: number): string =>
  svg
    .replace(/ rx="34"/, '')
    .replace('<g transform="translate(20 18)">', `<g transform="translate(${80 - 60 * scale} ${80 - 62 * scale}) scale(${scale})">`);

const icons = [
  { file: 'icon-192.png', size: 192, drawing: svg },
  { file: 'icon-512.png', size: 512, drawing: svg },
  { file: 'maskable-512.png', size: 512, drawing: square(0.82) },
  { file: 'apple-180.png', size: 180, drawing: square(1) },
] as const;

const executablePath = process.env['CHROMIUM_PATH'];
const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath === undefined ? {} : { executablePath }) });
for (const { file, size, drawing } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`);
  writeFileSync(at(`../phone/icons/${file}`), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
