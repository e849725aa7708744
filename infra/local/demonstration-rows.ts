import type { Instant } from '../../functions/core/clock.ts';
import { rowOfKiosk } from '../../functions/kiosks/kiosk-row.ts';
import type { LivePage } from '../../functions/routing/live-page.ts';
import { livePageKey, livePageRow } from '../../functions/routing/live-page-rows.ts';
import type { Row } from '../../functions/storage/batch.ts';
import { firstPagesOf } from '../../functions/teams/add-teams.ts';
import { generateDemonstration, type Demonstration } from '../../functions/teams/demonstration/demonstration.ts';
import { rowOfTeam, rowsOfMember } from '../../functions/teams/team-rows.ts';
import { catalogue } from '../../functions/topics/catalogue.ts';
import { readAddressDatabase } from '../../functions/units/address-database.ts';
import { linesOfReport } from '../../functions/units/check-units.ts';
import { linesOfFormerReport, nationalLists, type NationalLists } from '../../functions/units/national-lists.ts';
import { wordsOfFault } from '../../functions/units/unit-fault.ts';
import { rowOfVersion, rowsOfList, versionOf } from '../../functions/units/unit-list-row.ts';

/** Everything that a demonstration puts into the main table, the routing snapshot apart. */
export type DemonstrationRows = {
  readonly demonstration: Demonstration;
  /** What the checks of both lists of units found, a few lines. */
  readonly unitLines: readonly string[];
  readonly count: number;
  /** Made one by one: a whole country of them need not be held at once. */
  readonly rows: () => Iterable<Row>;
  /** Make the lists of units visible: written when all other rows are there. */
  readonly versionRows: readonly Row[];
};

/** Both lists of units, the one before 1 July 2025 and the one since, as the few rows that they are. */
export type UnitRows = { readonly lists: NationalLists; readonly rows: readonly Row[]; readonly versionRows: readonly Row[] };

let unitRows: UnitRows | undefined;

/**
 * Prepared once in a process, since reading and checking both lists takes half a second and a first start asks twice. Throws when
 * the lists cannot be used: they come with a package that the lockfile holds.
 */
export const prepareUnitRows = (): UnitRows => (unitRows ??= unitRowsOfPackage());

const unitRowsOfPackage = (): UnitRows => {
  const checked = nationalLists(readAddressDatabase());
  if (!checked.ok) throw new Error(`The lists of administrative units were refused: ${checked.failure.faults.map((fault) => wordsOfFault(fault, 'en')).join(' ')}`);
  const { former, current } = checked.value;
  return {
    lists: checked.value,
    rows: [...rowsOfList(former), ...rowsOfList(current)],
    versionRows: [versionOf(former, []), versionOf(current, former.units)].map(rowOfVersion),
  };
};

/** Throws when the lists of units cannot be used. */
export const prepareRows = (teams: number, now: Instant): DemonstrationRows => {
  const units = prepareUnitRows();
  const { checked, formerReport } = units.lists;
  const skills = catalogue.skills.map(({ code }) => code);
  const demonstration = generateDemonstration({ checkedUnits: checked, teams, skills, now });
  const pages = firstPagesOf(demonstration.teams);
  const memberRows = demonstration.members.reduce((sum, { memberships }) => sum + 1 + memberships.length, 0);
  return {
    demonstration,
    unitLines: [...linesOfReport(checked.report), ...linesOfFormerReport(formerReport)],
    count: units.rows.length + units.versionRows.length + demonstration.teams.length + memberRows + demonstration.kiosks.length + pages.length,
    rows: () => everyRow(units.rows, demonstration, pages),
    versionRows: units.versionRows,
  };
};

function* everyRow(unitRows: readonly Row[], { teams, members, kiosks }: Demonstration, pages: readonly LivePage[]): Generator<Row> {
  yield* unitRows;
  for (const team of teams) yield rowOfTeam(team);
  for (const member of members) yield* rowsOfMember(member);
  for (const kiosk of kiosks) yield rowOfKiosk(kiosk);
  for (const page of pages) yield { ...livePageRow(page), ...livePageKey(page.communeCode) };
}
