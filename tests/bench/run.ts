import { mkdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeWhole } from '../../infra/local/files.ts';
import { projectRoot } from '../../infra/local/places.ts';
import { createProgress } from '../../infra/local/progress.ts';
import type { BenchRow, BenchSection } from './bench-section.ts';

/** `--teams`: an import, or a list followed, of fewer, for a look. */
type Asked = { readonly teams: number | undefined };

/** Loaded one by one when asked for, so that one section's parts do not weigh on another's figures. */
const sections: Readonly<Record<string, (asked: Asked) => Promise<BenchSection | readonly BenchSection[]> | AsyncIterable<BenchSection>>> = {
  routing: async function* () {
    yield* (await import('./routing.ts')).benchRouting(createProgress(process.stderr));
  },
  'help-requests': async () => (await import('./life-cycles.ts')).benchLifeCycles(),
  notices: async () => (await import('./notices.ts')).benchNotices(),
  start: async () => (await import('./start.ts')).benchStart(),
  bundle: async () => (await import('./bundle.ts')).benchBundle(),
  import: async ({ teams }) => (await import('./import.ts')).benchImport(teams),
  'newer-list': async ({ teams }) => (await import('./newer-list.ts')).benchNewerList(teams),
};

/** Sections that take many minutes: only when they are named. */
const onlyWhenNamed: ReadonlySet<string> = new Set(['import', 'newer-list']);

/** `npm run bench -- [section …] [--data DIR] [--teams N]`: a table of figures, and the same as JSON under bench/ in the data folder. */
const bench = async (): Promise<void> => {
  const { values, positionals } = parseArgs({ options: { data: { type: 'string', default: '.local' }, teams: { type: 'string' } }, allowPositionals: true });
  const unknown = positionals.find((name) => sections[name] === undefined);
  if (unknown !== undefined) {
    console.error(`There is no section ${unknown}: choose from ${Object.keys(sections).join(', ')}, or name none for all but ${[...onlyWhenNamed].join(', ')}.`);
    process.exitCode = 1;
    return;
  }
  const began = new Date();
  const done: BenchSection[] = [];
  for (const [name, run] of Object.entries(sections)) {
    if (positionals.length > 0 ? !positionals.includes(name) : onlyWhenNamed.has(name)) continue;
    const ran = run({ teams: values.teams === undefined ? undefined : Number(values.teams) });
    for await (const section of Symbol.asyncIterator in ran ? ran : [await ran].flat()) {
      console.log(tableOf(section));
      done.push(section);
    }
  }
  const folder = join(resolve(projectRoot, values.data), 'bench');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${began.toISOString().replaceAll(':', '-')}.json`);
  const machine = { node: process.version, cores: cpus().length, processor: cpus()[0]?.model ?? 'unknown' };
  await writeWhole(file, `${JSON.stringify({ began: began.toISOString(), machine, sections: done }, null, 2)}\n`);
  console.log(`Written to ${file}`);
  const missed = done.flatMap(({ rows }) => rows.filter(({ met }) => met === false));
  if (missed.length > 0) {
    console.error(`${missed.length} goals missed: ${missed.map(({ what }) => what).join('; ')}`);
    process.exitCode = 1;
  }
};

const tableOf = ({ title, rows }: BenchSection): string => {
  const cells = rows.map((row) => [row.what, row.figure, row.goal ?? '', markOf(row)]);
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
  return ['', title, ...lines].join('\n');
};

const markOf = ({ met }: BenchRow): string => (met === undefined ? '' : met ? 'met' : 'MISSED');

await bench();
