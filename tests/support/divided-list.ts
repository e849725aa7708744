import { systemClock } from '../../functions/core/clock.ts';
import { LARGEST_PAGE } from '../../functions/core/pages.ts';
import { followListsInForce } from '../../functions/handlers/follow-lists.ts';
import { connect } from '../../functions/storage/client.ts';
import { DEMONSTRATION_PROVINCE } from '../../functions/teams/demonstration/kiosks-of-demonstration.ts';
import { createTeams } from '../../functions/teams/teams.ts';
import { UNITS_IN_FORCE } from '../../functions/units/admin-unit.ts';
import { importUnitList } from '../../functions/units/import-list.ts';
import { runningEngineOf } from '../../infra/local/data-folder.ts';
import { prepareUnitRows } from '../../infra/local/demonstration-rows.ts';
import { tableNames } from '../../infra/local/handler-settings.ts';
import { valueOf } from './lane.ts';
import { operator } from './newer-list.ts';
import type { RunningSystem } from './running-system.ts';

/** The rest of the country is not in the list, and its three thousand communes need not be asked what the report would say of them. */
const notAsked = () => Promise.resolve({ items: [], hasNextPage: false });

/**
 * Gives a running system a newer list of the demonstration's province, in force since `version`: one commune is divided among two
 * others that were there before; all else goes on and has followed. Names as in the list. Gives how many teams wait to be placed.
 */
export const divideCommune = async ({ dataFolder }: RunningSystem, version: string, divided: string, among: readonly [string, string]): Promise<number> => {
  const endpoint = await runningEngineOf(dataFolder);
  if (endpoint === undefined) throw new Error('No database runs on this folder.');
  const main = { client: connect({ endpoint }), name: tableNames(process.env).main };
  const units = prepareUnitRows().lists.current.units.filter(({ code, parentCode }) => code === DEMONSTRATION_PROVINCE || parentCode === DEMONSTRATION_PROVINCE);
  const codeOf = (wanted: string): string => {
    const unit = units.find(({ name }) => name === wanted);
    if (unit === undefined) throw new Error(`The demonstration's province has no ${wanted}.`);
    return unit.code;
  };
  const gone = codeOf(divided);
  const takers = among.map(codeOf);
  const rows = units
    .filter(({ code }) => code !== gone)
    .map(({ code, name, parentCode = '' }) => ({ code, name, province_code: parentCode, former_codes: takers.includes(code) ? `${code}|${gone}` : code }));
  try {
    valueOf(await importUnitList(main, rows, { version, actor: operator, now: systemClock(), teamsOfCommune: notAsked, kiosksOfCommune: notAsked }));
    await followListsInForce(main, systemClock, () => true);
    return (await createTeams(main).teamsOfCommune(UNITS_IN_FORCE, gone, { first: LARGEST_PAGE })).items.length;
  } finally {
    main.client.destroy();
  }
};
