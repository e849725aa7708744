import { LARGEST_PAGE, type Page, type PageQuestion } from '../core/pages.ts';
import type { Member, Team } from '../teams/team.ts';
import type { Teams } from '../teams/teams.ts';
import type { Units } from '../units/units.ts';
import { memberColumns, rowOfMemberSheet } from './member-sheet.ts';
import type { SheetRow } from './sheet.ts';
import { rowOfTeamSheet, teamColumns } from './team-sheet.ts';

export type ExportParts = {
  readonly units: Pick<Units, 'unit' | 'provinces' | 'communes'>;
  readonly teams: Pick<Teams, 'teamsOfCommune' | 'membersOf'>;
};

/** Which teams: all of one version of the official list, or those of one of its provinces or communes. */
export type ExportAsked = { readonly unitVersion: string; readonly unitCode?: string | undefined };

export type ExportWhat = 'teams' | 'members';
export const exportColumns = { teams: teamColumns, members: memberColumns } as const satisfies Record<ExportWhat, readonly string[]>;

/**
 * The same columns as an import takes, one row for each team, or for each team that a member is in. By unit, then code of team,
 * then name: the same data gives the same file. Numbers of members are sealed and not in it. Empty for an unknown unit. Who may
 * have it is asked before.
 */
export const exportRows = (parts: ExportParts, what: ExportWhat, asked: ExportAsked): AsyncIterable<SheetRow> =>
  what === 'teams' ? teamRows(parts, asked) : memberRows(parts, asked);

async function* teamRows(parts: ExportParts, asked: ExportAsked): AsyncGenerator<SheetRow> {
  for await (const teams of pagesOfTeams(parts, asked)) yield* teams.map(rowOfTeamSheet);
}

async function* memberRows(parts: ExportParts, asked: ExportAsked): AsyncGenerator<SheetRow> {
  for await (const teams of pagesOfTeams(parts, asked)) {
    const rosters = await Promise.all(teams.map(async ({ code }) => rowsOfRoster(code, await parts.teams.membersOf(code))));
    yield* rosters.flat();
  }
}

const rowsOfRoster = (teamCode: string, members: readonly Member[]): readonly SheetRow[] =>
  members
    .toSorted((one, other) => compareText(one.displayName, other.displayName) || compareText(one.id, other.id))
    .flatMap((member) => member.memberships.filter((membership) => membership.teamCode === teamCode).map((membership) => rowOfMemberSheet(member, membership)));

/** Not by a language's own order, which changes with releases of its tables. */
const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Communes that are read ahead of the one that is being written. */
const COMMUNES_AHEAD = 8;

async function* pagesOfTeams({ units, teams }: ExportParts, { unitVersion, unitCode }: ExportAsked): AsyncGenerator<readonly Team[]> {
  const codes = await communeCodes(units, unitVersion, unitCode);
  const firstPage = (code: string) => {
    const page = teams.teamsOfCommune(unitVersion, code, { first: LARGEST_PAGE });
    // Its failure is met where it is awaited; one that is never awaited, because an earlier one failed, is not another crash.
    page.catch(() => undefined);
    return page;
  };
  const ahead: Promise<Page<Team>>[] = codes.slice(0, COMMUNES_AHEAD).map(firstPage);
  for (const [at, code] of codes.entries()) {
    const next = codes[at + COMMUNES_AHEAD];
    const first = ahead.shift();
    if (next !== undefined) ahead.push(firstPage(next));
    for await (const page of everyPage(first, (question) => teams.teamsOfCommune(unitVersion, code, question))) yield page;
  }
}

async function* everyPage<Item>(first: Promise<Page<Item>> | undefined, read: (question: PageQuestion) => Promise<Page<Item>>): AsyncGenerator<readonly Item[]> {
  for (let page = await (first ?? read({ first: LARGEST_PAGE })); ; ) {
    if (page.items.length > 0) yield page.items.map(({ item }) => item);
    const after = page.items.at(-1)?.cursor;
    if (!page.hasNextPage || after === undefined) return;
    page = await read({ first: LARGEST_PAGE, after });
  }
}

const communeCodes = async (units: ExportParts['units'], version: string, unitCode: string | undefined): Promise<readonly string[]> => {
  const unit = unitCode === undefined ? undefined : await units.unit(version, unitCode);
  if (unitCode !== undefined && unit === undefined) return [];
  if (unit?.level === 'COMMUNE') return [unit.code];
  const provinces = unit === undefined ? await units.provinces(version) : [unit];
  const codes: string[] = [];
  for (const province of provinces) {
    for await (const communes of everyPage(undefined, (question) => units.communes(version, province.code, question))) {
      codes.push(...communes.map(({ code }) => code));
    }
  }
  return codes.toSorted(compareText);
};
