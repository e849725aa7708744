import type { MainTable, TransactWrite } from '../storage/client.ts';
import { writeAllOrNone } from '../storage/transact.ts';
import type { AdminUnit } from '../units/admin-unit.ts';
import { communeQueue, overdueQueue, requestKey, toOfficeRows } from './help-request-row.ts';
import { createHelpRequestStore } from './help-request-store.dynamo.ts';
import type { HelpRequest } from './help-request.ts';

const AT_ONCE = 50;
const MOST_ATTEMPTS = 12;

/**
 * Moves what stands before the office of a commune to that of `to`, which all of it became, and before the province of that.
 * What is only before a team needs no move: it is read by the list in force and written so with its next change. Can be repeated
 * and may die anywhere. Gives how many it moved.
 */
export const moveRequestsWithList = async (main: MainTable, from: { readonly version: string; readonly code: string }, to: AdminUnit): Promise<number> => {
  const store = createHelpRequestStore(main);
  let moved = 0;
  for (const queue of [communeQueue(from.version, from.code), overdueQueue(from.version, from.code)]) {
    for (let after: string | undefined, more = true; more; ) {
      const queued = await store.queued(queue, after, AT_ONCE);
      for (const { id } of queued) {
        for (let attempt = 0; ; attempt += 1) {
          if (attempt >= MOST_ATTEMPTS) throw new Error(`A request met a conflict ${MOST_ATTEMPTS} times while it was to follow its commune.`);
          const before = await store.request(id);
          if (before === undefined || !liesIn(before, from, to)) break;
          const after = placedIn(before, to);
          // The index is a moment behind: what is in no queue of an office any more needs no move.
          if (toOfficeRows(after).length === 0) break;
          if (!(await writeAllOrNone(main, writesOf(main, before, after)))) continue;
          moved += 1;
          break;
        }
      }
      more = queued.length === AT_ONCE;
      after = queued.at(-1)?.place;
    }
  }
  return moved;
};

/** There already, too: whoever put the question to routing off has written the request, and not the rows of offices. */
const liesIn = ({ unitVersion, communeCode }: HelpRequest, ...communes: readonly { readonly version: string; readonly code: string }[]): boolean =>
  communes.some(({ version, code }) => version === unitVersion && code === communeCode);

const placedIn = (request: HelpRequest, { version, code, parentCode }: AdminUnit): HelpRequest => ({
  ...request,
  unitVersion: version,
  communeCode: code,
  toldProvince: request.toldProvince === undefined || parentCode === undefined ? request.toldProvince : { ...request.toldProvince, code: parentCode },
});

/** No change that the history tells, so the revision stays; whoever changes the request writes its rows of offices anew. */
const writesOf = (main: MainTable, before: HelpRequest, { unitVersion, communeCode, toldProvince, ...rest }: HelpRequest): readonly TransactWrite[] => [
  {
    Update: {
      TableName: main.name,
      Key: requestKey(before.id),
      UpdateExpression: `SET unitVersion = :version, communeCode = :commune${toldProvince === undefined ? '' : ', toldProvince = :province'}`,
      ConditionExpression: 'revision = :revision',
      ExpressionAttributeValues: {
        ':version': unitVersion,
        ':commune': communeCode,
        ':revision': before.revision,
        ...(toldProvince === undefined ? {} : { ':province': toldProvince }),
      },
    },
  },
  ...toOfficeRows({ ...rest, unitVersion, communeCode, toldProvince }).map((Item): TransactWrite => ({ Put: { TableName: main.name, Item } })),
];
