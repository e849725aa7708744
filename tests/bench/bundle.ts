import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { bundleHandler } from '../../infra/bundle.ts';
import type { BenchRow, BenchSection } from './bench-section.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');

/** Fresh processes per bundle. An odd number, so that the median is one of them. */
const processes = 15;

type Measured = { readonly bytes: number; readonly gzipBytes: number; readonly importMilliseconds: number };

/** Imports a bundle in a process of its own, as a cold start does, and says how many milliseconds that took. */
const importTime = async (file: string): Promise<number> => {
  const program = `const before = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(performance.now() - before); process.exit()`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd: root });
  return Number(stdout);
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Measures in turns, so that whatever else the machine does falls on both alike. */
const measureBoth = async (files: readonly [string, string]): Promise<readonly [Measured, Measured]> => {
  const times: [number[], number[]] = [[], []];
  for (let turn = 0; turn < processes; turn += 1) {
    times[0].push(await importTime(files[0]));
    times[1].push(await importTime(files[1]));
  }
  const measured = async (which: 0 | 1): Promise<Measured> => {
    const code = await readFile(files[which]);
    return { bytes: code.length, gzipBytes: gzipSync(code).length, importMilliseconds: median(times[which]) };
  };
  return [await measured(0), await measured(1)];
};

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;

const row = (what: string, ours: number, bare: number, show: (figure: number) => string): BenchRow => ({
  what,
  figure: `${show(ours)}, ${(ours / bare).toFixed(2)} × the bare handler (${show(bare)})`,
});

/**
 * What the graphql handler weighs on Lambda: its bundle, and the time to import it in a fresh process, each beside a bare
 * Apollo + Hono + DynamoDB client handler built and measured in the same run.
 */
export const benchBundle = async (): Promise<BenchSection> => {
  const folder = await mkdtemp(join(tmpdir(), 'tram-so-bundles-'));
  try {
    const ours = await bundleHandler('functions/handlers/graphql.ts', join(folder, 'graphql'));
    const bare = await bundleHandler('tests/bench/bare-handler.ts', join(folder, 'bare'));
    const [our, theirs] = await measureBoth([ours.file, bare.file]);
    return {
      title: 'Bundle of the graphql handler',
      rows: [
        row('size', our.bytes, theirs.bytes, kilobytes),
        row('size, gzip', our.gzipBytes, theirs.gzipBytes, kilobytes),
        row(`import, median of ${processes} processes`, our.importMilliseconds, theirs.importMilliseconds, (figure) => `${figure.toFixed(0)} ms`),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
