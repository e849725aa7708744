import { describe, expect, test } from 'vitest';
import { parseExportFlags, parseImportFlags } from '../../../infra/local/bulk-flags.ts';

const folders = { files: '/home/an', data: '/srv/tram-so' };
const importLine = (...words: string[]): unknown => {
  const flags = parseImportFlags(words, folders);
  return flags.ok ? flags.value : flags.failure.line;
};
const exportLine = (...words: string[]): unknown => {
  const flags = parseExportFlags(words, folders);
  return flags.ok ? flags.value : flags.failure.line;
};

describe('the words after npm run import', () => {
  test('name what is in a file, and the file where the command was given', () => {
    expect(importLine('teams', 'teams.csv')).toEqual({ what: 'teams', file: '/home/an/teams.csv', data: '/srv/tram-so/.local', dryRun: false, language: 'en' });
    expect(importLine('members', '/x.xlsx', '--dry-run', '--language', 'vi', '--data', 'other')).toMatchObject({ what: 'members', file: '/x.xlsx', data: '/srv/tram-so/other', dryRun: true, language: 'vi' });
    expect(importLine('units', 'x.csv', '--version', '2027-01-01')).toMatchObject({ what: 'units', version: '2027-01-01' });
  });

  test('that cannot be meant are answered in one line with what can', () => {
    expect(importLine()).toMatch(/^Say what is in the file\. Use: npm run import -- teams\|members\|units FILE/u);
    expect(importLine('people', 'x.csv')).toMatch(/^Say what is in the file\./u);
    expect(importLine('teams')).toMatch(/^Name one file\./u);
    expect(importLine('teams', 'a.csv', 'b.csv')).toMatch(/^Name one file\./u);
    expect(importLine('teams', 'a.csv', '--language', 'fr')).toBe('--language fr is not a language: give vi or en.');
    expect(importLine('units', 'x.csv')).toMatch(/--version 2027-01-01\.$/u);
    expect(importLine('teams', 'x.csv', '--version', '2027-01-01')).toBe('--version goes with units; teams are of the list in force today.');
    expect(importLine('teams', 'x.csv', '--dryrun')).toMatch(/^Unknown option '--dryrun'\. Use: /u);
  });
});

describe('the words after npm run export', () => {
  test('name the form by the end of the file’s name', () => {
    expect(exportLine('teams', 'out.XLSX', '--unit', '00004')).toEqual({ what: 'teams', file: '/home/an/out.XLSX', format: 'xlsx', data: '/srv/tram-so/.local', unit: '00004' });
    expect(exportLine('members', 'out.csv')).toMatchObject({ format: 'csv' });
  });

  test('that cannot be meant are answered in one line with what can', () => {
    expect(exportLine('units', 'out.csv')).toMatch(/^Say what to export\. Use: npm run export --/u);
    expect(exportLine('teams')).toMatch(/^Name one file\./u);
    expect(exportLine('teams', 'out.pdf')).toBe('out.pdf ends neither in .csv nor in .xlsx: name the file by its form.');
  });
});
