import { readFileSync } from 'node:fs';
import { buildSchema, isInputObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readTeamRow, teamSheetOf } from '../../functions/bulk/team-sheet.ts';
import { checkTeamContent } from '../../functions/teams/check-content.ts';
import { LEAST_CAPACITY, LEAST_REACH_KM, MOST_CAPACITY, MOST_REACH_KM } from '../../functions/teams/team-fields.ts';
import { TEAM_DEFAULTS } from '../../functions/teams/team.ts';
import { invalid as inEnglish } from '../../graphql/base/invalid.en.ts';
import { invalid as inVietnamese } from '../../graphql/base/invalid.vi.ts';
import { inProject } from '../../infra/local/places.ts';
import { emptyDraft } from '../../web/console/teams/team-form.ts';
import { aTeam } from '../support/lane.ts';

/** A team comes in by a file, by the API or by the console's form: what it may be is the same for all of them. */

const team = aTeam(1);
const known = { skills: new Set(team.skills), knowsLanguage: () => true, today: '2026-11-23' };
const takenByApi = (changes: Partial<typeof team>) => checkTeamContent({ ...team, ...changes }, known).ok;
const least = { code: '00004-001', name: 'Tổ dân phố số 1', unit_code: '00004', lat: '21.03', lon: '105.85' };
const takenByFile = (cells: Record<string, string>) => readTeamRow(teamSheetOf(team.skills), { ...least, ...cells }).ok;

const schema = buildSchema(readFileSync(inProject('graphql', 'schema.generated.graphql'), 'utf8'));
const fieldsOf = (input: string) => {
  const type = schema.getType(input);
  if (!isInputObjectType(type)) throw new Error(`${input} is no input of the schema.`);
  return type.getFields();
};

describe('a team', () => {
  it.each([
    [0, false],
    [0.09, false],
    [LEAST_REACH_KM, true],
    [2.5, true],
    [MOST_REACH_KM, true],
    [100.1, false],
    [200, false],
  ])('that goes %d km is taken by a file as by the API', (reachKm, taken) => {
    expect([takenByApi({ reachKm }), takenByFile({ reach_km: String(reachKm) })]).toEqual([taken, taken]);
  });

  it.each([
    [0, false],
    [LEAST_CAPACITY, true],
    [2.5, false],
    [MOST_CAPACITY, true],
    [51, false],
  ])('that takes %d requests at once is taken by a file as by the API', (capacity, taken) => {
    expect([takenByApi({ capacity }), takenByFile({ capacity: String(capacity) })]).toEqual([taken, taken]);
  });

  it('is told the bounds as they are, by the schema and by what is said of a value that is refused', () => {
    for (const input of ['AddTeamInput', 'ChangeTeamInput']) {
      expect(fieldsOf(input)['reachKm']?.description).toContain(`${LEAST_REACH_KM} to ${MOST_REACH_KM}.`);
      expect(fieldsOf(input)['capacity']?.description).toContain(`${LEAST_CAPACITY} to ${MOST_CAPACITY}.`);
    }
    expect(inEnglish.NOT_A_REACH(MOST_REACH_KM).nextStep).toContain(`${LEAST_REACH_KM} to ${MOST_REACH_KM} km`);
    expect(inEnglish.NOT_A_CAPACITY(MOST_CAPACITY).nextStep).toContain(`${LEAST_CAPACITY} to ${MOST_CAPACITY}`);
    expect(inVietnamese.NOT_A_REACH(MOST_REACH_KM).nextStep).toContain(`${LEAST_REACH_KM.toLocaleString('vi')} đến ${MOST_REACH_KM} km`);
    expect(inVietnamese.NOT_A_CAPACITY(MOST_CAPACITY).nextStep).toContain(`${LEAST_CAPACITY} đến ${MOST_CAPACITY}`);
  });

  it('of which nobody says more has the same defaults in the API and in the form as in a file', () => {
    const { kind, languages, reachKm, capacity, serviceHours } = TEAM_DEFAULTS;
    expect(emptyDraft()).toMatchObject({ kind, languages, reachKm, capacity, serviceHours });
    const defaults = Object.fromEntries(Object.entries(fieldsOf('AddTeamInput')).map(([name, { defaultValue }]) => [name, defaultValue]));
    expect(defaults).toMatchObject({ kind, languages, reachKm, capacity, serviceHours });
  });
});
