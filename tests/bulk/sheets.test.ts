import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanCell } from '../../functions/bulk/cell.ts';
import { columnsOfFile } from '../../functions/bulk/columns.ts';
import { memberSheet, rowOfMemberSheet } from '../../functions/bulk/member-sheet.ts';
import { readRow } from '../../functions/bulk/sheet.ts';
import { readTeamRow, rowOfTeamSheet, teamColumns, teamOfRow, teamSheetOf } from '../../functions/bulk/team-sheet.ts';
import { tidyText } from '../../functions/core/text.ts';
import { catalogue } from '../../functions/topics/catalogue.ts';
import { withMark } from '../../table-files/formula-mark.ts';
import { headerProblems } from '../../table-files/header.ts';
import { aMember, aTeam } from '../support/lane.ts';

const skills = catalogue.skills.map(({ code }) => code);
const sheet = teamSheetOf(skills);
const least = { code: '00004-001', name: 'Tổ dân phố số 1', unit_code: '00004', lat: '21.03', lon: '105.85' };

const problemsOf = (row: Record<string, string>) => {
  const reading = readTeamRow(sheet, row);
  return reading.ok ? [] : reading.problems;
};

describe('a row of a file of teams', () => {
  it('needs a code, a name, a unit and a place; the rest is what teams mostly are', () => {
    const reading = readTeamRow(sheet, least);
    if (!reading.ok) throw new Error('refused');
    const team = teamOfRow(reading.value, undefined, '2025-07-01', skills);
    expect(team).toMatchObject({ code: '00004-001', kind: 'VILLAGE', status: 'ACTIVE', languages: ['vi'], skills, demonstration: false });
    expect(problemsOf({})).toEqual(
      ['code', 'name', 'unit_code', 'lat', 'lon'].map((column) => ({ column, reason: 'MISSING' })),
    );
  });

  it('says all that is wrong with it at once, where, and what may stand there', () => {
    expect(problemsOf({ ...least, lat: 'north', capacity: '2.5', kind: 'TOWN', languages: 'vi|vi', decision_date: '31/02/2026' })).toEqual([
      { column: 'kind', reason: 'NOT_ONE_OF', allowed: 'COMMUNE, VILLAGE', value: 'TOWN' },
      { column: 'lat', reason: 'NOT_A_NUMBER', value: 'north' },
      { column: 'languages', reason: 'NAMED_TWICE', value: 'vi|vi' },
      { column: 'capacity', reason: 'NOT_A_WHOLE_NUMBER', allowed: '1 – 50', value: '2.5' },
      { column: 'decision_date', reason: 'NOT_A_DATE', value: '31/02/2026' },
    ]);
  });

  it('takes numbers and days as people write them here', () => {
    const reading = readTeamRow(sheet, { ...least, lat: '21,03', reach_km: '2,5', decision_number: '12/QĐ-UBND', decision_date: '5/3/2026' });
    if (!reading.ok) throw new Error('refused');
    expect(reading.value).toMatchObject({ lat: 21.03, reach_km: 2.5, decision_date: '2026-03-05' });
  });

  it('names no half of a decision', () => {
    expect(problemsOf({ ...least, decision_number: '12/QĐ-UBND' })).toEqual([
      { column: 'decision_date', reason: 'GOES_WITH', allowed: 'decision_number' },
    ]);
  });

  it('leaves what it does not say as the team has it', () => {
    const before = aTeam(1, { reachKm: 9, capacity: 7, chatUrl: 'https://chat.example/to-1' });
    const reading = readTeamRow(sheet, { ...least, capacity: '3' });
    if (!reading.ok) throw new Error('refused');
    expect(teamOfRow(reading.value, before, before.unitVersion, skills)).toMatchObject({ reachKm: 9, capacity: 3, chatUrl: 'https://chat.example/to-1' });
  });

  it('gives the same team again after an export, whatever the team is called', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map(tidyText).filter((text) => text !== '');
    fc.assert(
      fc.property(words, fc.constantFrom('', '=', '+', '-', '@', "'", "'="), fc.boolean(), (word, start, decided) => {
        const name = tidyText(`${start}${word}`);
        const team = aTeam(1, { position: { lat: 21.0309, lon: 105.85 }, name, ...(decided ? { decision: { number: name.slice(0, 40).trim() || 'x', date: '2026-03-05' } } : {}) });
        const reading = readTeamRow(sheet, rowOfTeamSheet(team));
        if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
        expect(teamOfRow(reading.value, team, team.unitVersion, skills)).toEqual(team);
      }),
    );
  });
});

describe('a cell', () => {
  it('that a spreadsheet would run is kept from running, and reads as it was', () => {
    for (const text of ['=1+1', '+cmd', '@SUM(A1)', '-x', "'=1", "''=1", "O'Neill", "'quoted"]) {
      expect(withMark(text)).not.toMatch(/^[=+\-@]/u);
      expect(cleanCell(withMark(text))).toBe(text);
    }
    expect(withMark('-5,2')).toBe('-5,2');
  });

  it('of another Unicode form reads as NFC', () => {
    expect(cleanCell('Tổ hoà giải'.normalize('NFD'))).toBe('Tổ hoà giải');
  });
});

describe('a row of a file of members', () => {
  it('takes a phone number as people write it, and repeats no name and no number in what it says', () => {
    const reading = readRow(memberSheet, { team_code: '00004-001', full_name: 'Lan', phone: '0912 345 678' });
    expect(reading).toMatchObject({ ok: true, value: { phone: '+84912345678' } });
    const refused = readRow(memberSheet, { team_code: '00004-001', full_name: 'L'.repeat(101), phone: '12' });
    expect(refused).toEqual({
      ok: false,
      problems: [
        { column: 'full_name', reason: 'TOO_LONG', allowed: '100' },
        { column: 'phone', reason: 'NOT_A_PHONE' },
      ],
    });
  });

  it('comes out of an export without the number', () => {
    const member = { ...aMember('00004-001', 'Lan'), hasPhone: true };
    const [membership] = member.memberships;
    if (membership === undefined) throw new Error('no team');
    expect(rowOfMemberSheet(member, membership)).toMatchObject({ full_name: 'Lan', phone: '' });
  });
});

it('a first line is held against the columns', () => {
  expect(headerProblems(columnsOfFile.teams, ['code', 'name', 'lat', 'problem', 'how_to_mend'])).toEqual({ missing: ['unit_code', 'lon'], unknown: [] });
  expect(headerProblems(columnsOfFile.teams, [...teamColumns, 'capcity', ''])).toEqual({ missing: [], unknown: ['capcity'] });
});

it('a file says which columns tell its rows apart, and which a device seals', () => {
  expect(columnsOfFile.teams.filter(({ identifies }) => identifies).map(({ name }) => name)).toEqual(['code']);
  expect(columnsOfFile.members.filter(({ identifies }) => identifies).map(({ name }) => name)).toEqual(['team_code', 'full_name']);
  expect(columnsOfFile.members.filter(({ sealed }) => sealed).map(({ name }) => name)).toEqual(['phone']);
});
