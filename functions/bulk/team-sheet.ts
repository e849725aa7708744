import { withMark } from '../../table-files/formula-mark.ts';
import { roundPosition, VIETNAM_BOUNDS } from '../core/position.ts';
import { parseServiceHours } from '../core/service-hours.ts';
import { languageTags } from '../teams/languages.ts';
import {
  isChatUrl,
  isTeamCode,
  LEAST_CAPACITY,
  LEAST_REACH_KM,
  MOST_CAPACITY,
  MOST_CHAT_URL_CHARACTERS,
  MOST_DECISION_CHARACTERS,
  MOST_NAME_CHARACTERS,
  MOST_REACH_KM,
} from '../teams/team-fields.ts';
import { TEAM_DEFAULTS, teamKinds, teamStatuses } from '../teams/team.ts';
import type { Team } from '../teams/team.ts';
import { LIST_SEPARATOR, read, refuse } from './cell.ts';
import { day, numberWithin, oneOf, someOf, textUpTo, wholeNumberWithin } from './column.ts';
import { readRow } from './sheet.ts';
import type { CellProblem, ReadRow, SheetRow } from './sheet.ts';

/** A merged team names the team that took over, which a file cannot: teams are merged in the console. */
const statusesInFiles = teamStatuses.filter((status) => status !== 'MERGED');

/** The columns of a file of teams, in order. `skills`: the codes that exist. */
export const teamSheetOf = (skills: readonly string[]) =>
  ({
    code: { required: true, identifies: true, read: (text) => (isTeamCode(text) ? read(text) : refuse('NOT_A_CODE')) },
    name: { required: true, read: textUpTo(MOST_NAME_CHARACTERS) },
    unit_code: { required: true, read: (text) => (/^\d{5}$/u.test(text) ? read(text) : refuse('NOT_A_UNIT')) },
    kind: { required: false, read: oneOf(teamKinds) },
    lat: { required: true, read: numberWithin(VIETNAM_BOUNDS.south, VIETNAM_BOUNDS.north) },
    lon: { required: true, read: numberWithin(VIETNAM_BOUNDS.west, VIETNAM_BOUNDS.east) },
    topics: { required: false, read: someOf(skills) },
    languages: { required: false, read: someOf(languageTags) },
    reach_km: { required: false, read: numberWithin(LEAST_REACH_KM, MOST_REACH_KM) },
    capacity: { required: false, read: wholeNumberWithin(LEAST_CAPACITY, MOST_CAPACITY) },
    service_hours: {
      required: false,
      read: (text) => (parseServiceHours(text).ok ? read(text) : refuse('HOURS_UNREADABLE')),
    },
    status: { required: false, read: oneOf(statusesInFiles) },
    decision_number: { required: false, read: textUpTo(MOST_DECISION_CHARACTERS) },
    decision_date: { required: false, read: day },
    chat_url: {
      required: false,
      read: (text) => (isChatUrl(text) ? read(text) : refuse('NOT_AN_ADDRESS', String(MOST_CHAT_URL_CHARACTERS))),
    },
  }) as const satisfies Record<string, { required: boolean; identifies?: true; read: (text: string) => unknown }>;

export type TeamSheet = ReturnType<typeof teamSheetOf>;
export const teamColumns = Object.keys(teamSheetOf([])) as readonly (keyof TeamSheet)[];

/** Reads one row of a file of teams. */
export const readTeamRow = (
  sheet: TeamSheet,
  row: SheetRow,
): { readonly ok: true; readonly value: ReadRow<TeamSheet> } | { readonly ok: false; readonly problems: readonly CellProblem[] } => {
  const reading = readRow(sheet, row);
  if (!reading.ok) return reading;
  const { decision_number: number, decision_date: date } = reading.value;
  // A decision is a number and a day; half of it says nothing that can be kept.
  if (number !== undefined && date === undefined) return { ok: false, problems: [{ column: 'decision_date', ...goesWith('decision_number') }] };
  if (number === undefined && date !== undefined) return { ok: false, problems: [{ column: 'decision_number', ...goesWith('decision_date') }] };
  return reading;
};

const goesWith = (other: string) => ({ reason: 'GOES_WITH', allowed: other }) as const;

/**
 * The team that a row means: what the row says, else what the team is now, else the default. Only the three names of a place
 * and the two names of the team must be said.
 */
export const teamOfRow = (row: ReadRow<TeamSheet>, before: Team | undefined, unitVersion: string, skills: readonly string[]): Team => {
  const { code, name, unit_code: communeCode, lat, lon, decision_number: number, decision_date: date } = row;
  if (code === undefined || name === undefined || communeCode === undefined || lat === undefined || lon === undefined) {
    throw new Error('a row was taken for read that lacks a required column');
  }
  const base: Omit<Team, 'code' | 'name' | 'unitVersion' | 'communeCode' | 'position'> = before ?? { ...TEAM_DEFAULTS, skills };
  const decision = number === undefined || date === undefined ? base.decision : { number, date };
  const chatUrl = row.chat_url ?? base.chatUrl;
  const status = row.status ?? base.status;
  return {
    code,
    name,
    kind: row.kind ?? base.kind,
    unitVersion,
    communeCode,
    position: roundPosition({ lat, lon }),
    skills: row.topics ?? base.skills,
    languages: row.languages ?? base.languages,
    reachKm: row.reach_km ?? base.reachKm,
    capacity: row.capacity ?? base.capacity,
    serviceHours: row.service_hours ?? base.serviceHours,
    status,
    ...(status === 'MERGED' && base.mergedInto !== undefined ? { mergedInto: base.mergedInto } : {}),
    ...(decision === undefined ? {} : { decision }),
    ...(chatUrl === undefined ? {} : { chatUrl }),
    leaves: base.leaves,
    demonstration: base.demonstration,
  };
};

/** A team as a row of a file: reading it gives the same team again. A merged team has no status that a file may set. */
export const rowOfTeamSheet = (team: Team): Readonly<Record<keyof TeamSheet, string>> => ({
  code: team.code,
  name: withMark(team.name),
  unit_code: team.communeCode,
  kind: team.kind,
  lat: String(team.position.lat),
  lon: String(team.position.lon),
  topics: team.skills.join(LIST_SEPARATOR),
  languages: team.languages.join(LIST_SEPARATOR),
  reach_km: String(team.reachKm),
  capacity: String(team.capacity),
  service_hours: team.serviceHours,
  status: team.status === 'MERGED' ? '' : team.status,
  decision_number: withMark(team.decision?.number ?? ''),
  decision_date: team.decision?.date ?? '',
  chat_url: team.chatUrl ?? '',
});
