import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/**
 * `/console/settings.json`: where the console's map gets tiles from, if an operator wants any. CONSOLE_SETTINGS names the
 * operator's file; without it the file is there and says nothing (web/console/map/map-settings.ts).
 */
export const consoleSettings = (): Plugin => ({
  name: 'tram-so:console-settings',
  apply: 'build',
  async generateBundle() {
    const file = process.env['CONSOLE_SETTINGS'];
    const source = file === undefined || file === '' ? '{}' : JSON.stringify(JSON.parse(await readFile(file, 'utf8')));
    this.emitFile({ type: 'asset', fileName: 'console/settings.json', source: `${source}\n` });
  },
});
