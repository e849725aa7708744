import { systemClock } from '../core/clock.ts';
import { publicHolidays } from '../core/public-holidays.ts';
import { createDueStore } from '../due/due-store.dynamo.ts';
import type { DueRunParts } from '../due/run-due.ts';
import { dueShards } from '../help-requests/due.ts';
import { createFollowDue } from '../help-requests/follow-due.ts';
import { createHandOver } from '../help-requests/hand-over.ts';
import { createPermission } from '../permission/permission.ts';
import { MERGES_DUE } from '../teams/merge-store.dynamo.ts';
import { createContinueMerge } from '../teams/organisation.ts';
import { createKiosks } from '../kiosks/kiosks.ts';
import { placeMoveWrites } from '../routing/live-page-store.dynamo.ts';
import { createRouter } from '../routing/route.ts';
import { connect, type MainTable } from '../storage/client.ts';
import { createTeams } from '../teams/teams.ts';
import { catalogue, topicByCode } from '../topics/catalogue.ts';
import { createUnits } from '../units/units.ts';
import { describeError } from './describe-error.ts';
import { followListsInForce } from './follow-lists.ts';
import { logger } from './observability.ts';
import { readSettings } from './settings.ts';

const tableOf = (): MainTable => {
  const settings = readSettings(['MAIN_TABLE', 'DYNAMODB_ENDPOINT', 'DYNAMODB_TIMEOUT_MILLISECONDS']);
  const { DYNAMODB_ENDPOINT: endpoint, DYNAMODB_TIMEOUT_MILLISECONDS: timeoutMilliseconds } = settings;
  return { client: connect({ endpoint, timeoutMilliseconds }), name: settings.MAIN_TABLE };
};

let table: MainTable | undefined;
const main = (): MainTable => (table ??= tableOf());

const build = (main: MainTable): Omit<DueRunParts, 'mayGoOn'> => {
  const permission = createPermission({ teams: createTeams(main), kiosks: createKiosks(main), units: createUnits(main) });
  return {
    store: createDueStore(main),
    parts: [...dueShards, MERGES_DUE],
    continueMerge: createContinueMerge({
      main,
      permission,
      handOver: createHandOver(main, { placeWrites: (move) => placeMoveWrites(main, move), clock: systemClock }),
      clock: systemClock,
    }),
    followDue: createFollowDue(main, {
      router: createRouter(main, publicHolidays),
      placeWrites: (move) => placeMoveWrites(main, move),
      kiosks: createKiosks(main),
      teams: createTeams(main),
      catalogue,
      topicByCode,
      placeOf: permission.placeOf,
      holidays: publicHolidays,
      clock: systemClock,
    }),
    clock: systemClock,
    report: (error, { pk, failures }) => {
      logger.error('fault', { row: pk, failures, fault: describeError(error) });
    },
  };
};

let parts: Omit<DueRunParts, 'mayGoOn'> | undefined;

/** The parts of this process, built at the first run from the environment. */
export const dueParts = (): Omit<DueRunParts, 'mayGoOn'> => {
  parts ??= build(main());
  return parts;
};

/** Lets what is kept under earlier lists of units follow a newer one, as far as there is time. */
export const followListsWhile = async (mayGoOn: () => boolean): Promise<void> => {
  const { teams, kiosks, requests } = await followListsInForce(main(), systemClock, mayGoOn);
  if (teams + kiosks + requests > 0) logger.info('followed a newer list of units', { teams, kiosks, requests });
};
