import type { Instant } from '../../functions/core/clock.ts';
import { rowOfKiosk } from '../../functions/kiosks/kiosk-row.ts';
import type { LivePage } from '../../functions/routing/live-page.ts';
import { livePageKey, livePageRow } from '../../functions/routing/live-page-rows.ts';
import type { Row } from '../../functions/storage/batch.ts';
import { liveTeamOf } from '../../functions/teams/change-team.ts';
import { generateDemonstration, type Demonstration } from '../../functions/teams/demonstration/demonstration.ts';
import { rowOfTeam, rowsOfMember } from '../../functions/teams/team-rows.ts';
import type { Team } from '../../functions/teams/team.ts';
import { catalogue } from '../../functions/topics/catalogue.ts';
import { UNITS_IN_FORCE } from '../../functions/units/admin-unit.ts';
import { readAddressDatabase } from '../../functions/units/address-database.ts';
import { checkUnits, type CheckedUnits, type UnitReport } from '../../functions/units/check-units.ts';
import { rowOfUnit } from '../../functions/units/unit-row.ts';

/** Everything that a demonstration puts into the main table, the routing snapshot apart. */
export type DemonstrationRows = {
  readonly demonstration: Demonstration;
  readonly unitReport: UnitReport;
  readonly count: number;
  /** Made one by one: a whole country of them need not be held at once. */
  readonly rows: () => Iterable<Row>;
};

/** Throws when the list of units cannot be used: it comes with a package that the lockfile holds. */
export const prepareRows = (teams: number, now: Instant): DemonstrationRows => {
  const checked = checkUnits(readAddressDatabase(), UNITS_IN_FORCE);
  if (!checked.ok) throw new Error(`The list of administrative units was refused: ${checked.failure.faults.join('; ')}.`);
  const { units, report } = checked.value;
  const skills = catalogue.skills.map(({ code }) => code);
  const demonstration = generateDemonstration({ checkedUnits: checked.value, teams, skills, now });
  const pages = livePagesOf(demonstration.teams);
  const memberRows = demonstration.members.reduce((sum, { memberships }) => sum + 1 + memberships.length, 0);
  return {
    demonstration,
    unitReport: report,
    count: units.length + demonstration.teams.length + memberRows + demonstration.kiosks.length + pages.length,
    rows: () => everyRow(units, demonstration, pages),
  };
};

function* everyRow(units: CheckedUnits['units'], { teams, members, kiosks }: Demonstration, pages: readonly LivePage[]): Generator<Row> {
  for (const unit of units) yield rowOfUnit(unit);
  for (const team of teams) yield rowOfTeam(team);
  for (const member of members) yield* rowsOfMember(member);
  for (const kiosk of kiosks) yield rowOfKiosk(kiosk);
  for (const page of pages) yield { ...livePageRow(page), ...livePageKey(page.communeCode) };
}

/** One page for each commune that has teams, nothing open yet. */
const livePagesOf = (teams: readonly Team[]): readonly LivePage[] =>
  [...Map.groupBy(teams, ({ communeCode }) => communeCode)].map(([communeCode, within]) => ({
    communeCode,
    version: 1,
    teams: new Map(within.map((team) => [team.code, liveTeamOf(team)])),
  }));
