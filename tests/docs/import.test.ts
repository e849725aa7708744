import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { memberSheet } from '../../functions/bulk/member-sheet.ts';
import { readTeamRow, rowOfTeamSheet, teamOfRow, teamSheetOf } from '../../functions/bulk/team-sheet.ts';
import { catalogue } from '../../functions/topics/catalogue.ts';
import { MEMBER_DEFAULTS, organisations } from '../../functions/teams/team.ts';
import { LEAST_CAPACITY, LEAST_REACH_KM, MOST_CAPACITY, MOST_MEMBER_NAME_CHARACTERS, MOST_NAME_CHARACTERS, MOST_REACH_KM } from '../../functions/teams/team-fields.ts';
import { inProject } from '../../infra/local/places.ts';
import { refusalColumns } from '../../table-files/refused-rows.ts';

const text = readFileSync(inProject('docs/import.md'), 'utf8');

/** The rows of the table below a heading: column, required, what, default. */
const tableBelow = (heading: string) => {
  const [, below = ''] = text.split(`## ${heading}\n`);
  return [...below.split('\n## ')[0]?.matchAll(/^\| `(\w+)` \| (yes|no) \| (.*) \| ?(.*) ?\|$/gmu) ?? []].map(([, name = '', required, what = '', value = '']) => ({
    name,
    required: required === 'yes',
    what,
    value: value.trim(),
  }));
};

const requiredOf = (sheet: Record<string, { readonly required: boolean }>) => Object.entries(sheet).map(([name, { required }]) => ({ name, required }));
const withoutWords = (rows: ReturnType<typeof tableBelow>) => rows.map(({ name, required }) => ({ name, required }));
const codeIn = (value: string): string => /^`(.*)`$/u.exec(value)?.[1] ?? value;

describe('docs/import.md', () => {
  const skills = catalogue.skills.map(({ code }) => code);
  const sheet = teamSheetOf(skills);

  test('names the columns of teams and of members, in order, and which are required', () => {
    expect(withoutWords(tableBelow('Teams'))).toEqual(requiredOf(sheet));
    expect(withoutWords(tableBelow('Members'))).toEqual(requiredOf(memberSheet));
  });

  test('names the defaults of a new team', () => {
    const reading = readTeamRow(sheet, { code: '00004-001', name: 'Tổ', unit_code: '00004', lat: '21.03', lon: '105.85' });
    if (!reading.ok) throw new Error('the least row was refused');
    const given: Readonly<Record<string, string>> = rowOfTeamSheet(teamOfRow(reading.value, undefined, '2025-07-01', skills));
    for (const { name, required, value } of tableBelow('Teams')) {
      if (!required) expect([name, codeIn(value)]).toEqual([name, name === 'topics' ? 'all skills' : given[name] === '' ? 'none' : given[name]]);
    }
  });

  test('names the defaults of a new member, and every organisation', () => {
    const values = Object.fromEntries(tableBelow('Members').map(({ name, value }) => [name, codeIn(value)]));
    expect(values).toMatchObject({ organisation: MEMBER_DEFAULTS.organisation, languages: MEMBER_DEFAULTS.languages.join('|'), role: 'MEMBER', phone: 'none', joined_on: 'none' });
    expect([...(tableBelow('Members').find(({ name }) => name === 'organisation')?.what.matchAll(/`(\w+)`/gu) ?? [])].map(([, code]) => code)).toEqual([...organisations]);
  });

  test('names the bounds and the columns of refused rows', () => {
    expect(text).toContain(`| \`reach_km\` | no | ${LEAST_REACH_KM} to ${MOST_REACH_KM} |`);
    expect(text).toContain(`| \`capacity\` | no | requests at once, ${LEAST_CAPACITY} to ${MOST_CAPACITY} |`);
    expect(text).toContain(`| \`name\` | yes | at most ${MOST_NAME_CHARACTERS} characters`);
    expect(text).toContain(`| \`full_name\` | yes | at most ${MOST_MEMBER_NAME_CHARACTERS} characters`);
    for (const column of refusalColumns) expect(text).toContain(`\`${column}\``);
  });
});
