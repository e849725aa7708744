import type { MainTable, TransactWrite } from '../storage/client.ts';
import { checkLiveTeam, livePageKey, livePageRow } from './live-page-rows.ts';
import type { LivePage, LiveTeam } from './live-page.ts';
import type { RoutableTeam } from './routable-team.ts';
import { checkRoutableTeam, ROUTING_STATE_KEY } from './routing-state-rows.ts';
import type { TeamChange } from './routing-view.ts';

/** From this many changes on, whoever hears of a change rebuilds the snapshot. 64 changes are about 12 KB a decision. */
export const FOLD_AT = 64;

/** No more changes than this are taken before they are folded: an item may hold 400 KB, and a change takes 0.2 KB. */
export const MOST_CHANGES = 1000;

/** What a team's change means to routing. */
export type TeamChangeForRouting = {
  readonly teamCode: string;
  /** How the team is from now on, or that it is gone. */
  readonly change: TeamChange;
  /** The live page that it leaves: its commune before, with the open requests and, to take its duty along, the page's version that were read there. */
  readonly leaves?: { readonly communeCode: string; readonly open: number; readonly version?: number };
  /** The live page that it joins, as read just before, and what stands there of it. */
  readonly joins?: { readonly page: LivePage; readonly live: LiveTeam };
};

/**
 * The writes that tell routing of a change, to be put into the transaction that changes the team: from then on no decision
 * uses what was before. A team that is new `joins`; one that goes to another commune `leaves` and `joins`; one that is
 * removed `leaves`; one that is paused or moves within its commune does neither. A condition fails when a page changed
 * since it was read (read again, try again), when no snapshot was ever put, or when `MOST_CHANGES` wait to be folded
 * (rebuild the snapshot, try again).
 */
export const changeTeamWrites = (table: MainTable, { teamCode, change, leaves, joins }: TeamChangeForRouting): readonly TransactWrite[] => [
  {
    Update: {
      TableName: table.name,
      Key: ROUTING_STATE_KEY,
      UpdateExpression: 'SET #changes.#team = :change, #version = #version + :one',
      ConditionExpression: 'attribute_exists(pk) AND (size(#changes) < :most OR attribute_exists(#changes.#team))',
      ExpressionAttributeNames: { '#changes': 'changes', '#team': teamCode, '#version': 'version' },
      ExpressionAttributeValues: {
        ':change': change === 'REMOVED' ? change : checkRoutableTeam(change),
        ':one': 1,
        ':most': MOST_CHANGES,
      },
    },
  },
  ...(leaves === undefined ? [] : [leaveWrite(table, teamCode, leaves)]),
  ...(joins === undefined ? [] : [joinWrite(table, teamCode, joins)]),
];

const leaveWrite = (table: MainTable, teamCode: string, leaves: NonNullable<TeamChangeForRouting['leaves']>): TransactWrite => ({
  Update: {
    TableName: table.name,
    Key: livePageKey(leaves.communeCode),
    UpdateExpression: 'SET #version = #version + :one REMOVE teams.#team',
    ConditionExpression: `teams.#team.#open = :open${leaves.version === undefined ? '' : ' AND #version = :version'}`,
    ExpressionAttributeNames: { '#version': 'version', '#team': teamCode, '#open': 'open' },
    ExpressionAttributeValues: {
      ':one': 1,
      ':open': leaves.open,
      ...(leaves.version === undefined ? {} : { ':version': leaves.version }),
    },
  },
});

/**
 * New teams on one page at once, to be put into the transaction that writes them: the page as it was read with them on it. The
 * condition fails when the page changed since. Routing asks for them once they are in its snapshot (`rebuildSnapshot`).
 */
export const joinPageWrite = (table: MainTable, page: LivePage, joining: ReadonlyMap<string, LiveTeam>): TransactWrite => {
  const lives = [...joining].map(([teamCode, live]) => [teamCode, checkLiveTeam(live)] as const);
  return {
    Put: {
      TableName: table.name,
      Item: livePageRow({ ...page, version: page.version + 1, teams: new Map([...page.teams, ...lives]) }),
      ...(page.version === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#version = :version',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':version': page.version },
          }),
    },
  };
};

/** The condition names each of them, and an expression holds 4 KB (Amazon DynamoDB, "Quotas"). */
export const MOST_JOINING_AT_ONCE = 100;

/**
 * Makes new teams known to routing as changes, for a few of them: a new snapshot of the country costs a thousand times as much.
 * The condition fails when there is another snapshot, when routing heard of one of them meanwhile, or when `MOST_CHANGES` wait.
 */
export const joinRoutingWrite = (table: MainTable, snapshotId: string, joining: readonly RoutableTeam[]): TransactWrite => {
  if (joining.length > MOST_JOINING_AT_ONCE) throw new RangeError(`At most ${MOST_JOINING_AT_ONCE} teams join as changes at once.`);
  const names = joining.map(({ id }, at) => [`#${at}`, id] as const);
  const values = joining.map((team, at) => [`:${at}`, checkRoutableTeam(team)] as const);
  return {
    Update: {
      TableName: table.name,
      Key: ROUTING_STATE_KEY,
      UpdateExpression: `SET #version = #version + :one${names.map(([name], at) => `, #c.${name} = :${at}`).join('')}`,
      ConditionExpression: `snapshotId = :snapshot AND size(#c) < :most${names.map(([name]) => ` AND attribute_not_exists(#c.${name})`).join('')}`,
      ExpressionAttributeNames: { '#c': 'changes', '#version': 'version', ...Object.fromEntries(names) },
      ExpressionAttributeValues: { ':one': 1, ':most': MOST_CHANGES, ':snapshot': snapshotId, ...Object.fromEntries(values) },
    },
  };
};

const joinWrite = (table: MainTable, teamCode: string, { page, live }: { readonly page: LivePage; readonly live: LiveTeam }): TransactWrite => {
  const checked = checkLiveTeam(live);
  if (page.version === 0) {
    return {
      Put: {
        TableName: table.name,
        Item: livePageRow({ communeCode: page.communeCode, version: 1, teams: new Map([[teamCode, checked]]) }),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    };
  }
  return {
    Update: {
      TableName: table.name,
      Key: livePageKey(page.communeCode),
      UpdateExpression: 'SET #version = #version + :one, teams.#team = :live',
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(teams.#team)',
      ExpressionAttributeNames: { '#version': 'version', '#team': teamCode },
      ExpressionAttributeValues: { ':one': 1, ':live': checked },
    },
  };
};
