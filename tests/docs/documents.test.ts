import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { projectRoot } from '../../infra/local/places.ts';
import { aTeam } from '../support/lane.ts';
import { openStation, type OpenStation } from '../support/station.ts';

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/permissions.md',
  'docs/import.md',
  'functions/README.md',
  'functions/storage/README.md',
  'graphql/README.md',
  'web/shared/README.md',
  'table-files/README.md',
  'infra/README.md',
];
const textOf = (document: string): string => readFileSync(join(projectRoot, document), 'utf8');

describe.each(documents)('%s', (document) => {
  const text = textOf(document);

  test('names only files that are there', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link ?? '');
    expect(links.filter((link) => !existsSync(join(projectRoot, dirname(document), link)))).toEqual([]);
  });

  test('names only npm scripts that are there', () => {
    const named = [...text.matchAll(/npm (?:run ([a-z]+)|(start|test))/g)].map(([, run, plain]) => run ?? plain ?? '');
    expect(named.filter((script) => !(script in packageJson.scripts))).toEqual([]);
  });
});

describe('the map of the tables', () => {
  const map = textOf('functions/storage/README.md');
  const sources = readdirSync(join(projectRoot, 'functions'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const keys = sources.flatMap((file) => [...textOf(join('functions', file)).matchAll(/\b[ps]k: ['`]([a-z]+#?)/g)].map(([, key]) => key ?? ''));

  test('knows every key that the code writes', () => {
    expect(keys.length).toBeGreaterThan(20);
    expect([...new Set(keys)].filter((key) => !map.includes(`\`${key}`))).toEqual([]);
  });

  test('names only code that is there', () => {
    const files = [...map.matchAll(/\| `((?:functions|infra)\/[^`]*)` \|/g)].map(([, file]) => file ?? '');
    expect(files.length).toBeGreaterThan(8);
    expect(files.filter((file) => !existsSync(join(projectRoot, file)))).toEqual([]);
  });
});

describe('the calls in the README', () => {
  let station: OpenStation;
  beforeAll(async () => {
    station = await openStation([aTeam(1)]);
  });
  afterAll(() => station.stop());

  /** What curl would send: the shell's `$(node -p …)` is done here. */
  const bodies = [...textOf('README.md').matchAll(/curl [^\n]*content-type: application\/json' -d '([\s\S]*?)'\n```/g)].map(
    ([, body]) => (body ?? '').replaceAll(/'"\$\(node -p 'crypto\.randomUUID\(\)'\)"'/g, () => randomUUID()),
  );

  test('are two, and are answered without an error', async () => {
    expect(bodies).toHaveLength(2);
    for (const body of bodies) {
      const result = await station.call({ method: 'POST', headers: { 'content-type': 'application/json' }, body });
      const answer = JSON.parse(result.body ?? '') as { data: Record<string, unknown>; errors?: unknown };
      expect(answer.errors).toBeUndefined();
      expect(JSON.stringify(answer.data)).not.toContain('nextStep');
    }
  });
});
