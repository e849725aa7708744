import type { MainTable, TransactWrite } from '../storage/client.ts';
import { livePageRow } from './live-page-rows.ts';
import type { LivePage } from './live-page.ts';
import type { RoutableTeam } from './routable-team.ts';
import { checkRoutableTeam, ROUTING_STATE_KEY } from './routing-state-rows.ts';
import { MOST_CHANGES } from './team-change-writes.dynamo.ts';

/** Teams that go from one commune's page to another's, as they are from then on. All of them stand on the page that they leave. */
export type TeamsMoving = { readonly teams: readonly RoutableTeam[]; readonly leaves: LivePage; readonly joins: LivePage };

/**
 * The writes that take several teams along at once, for the transaction that writes them: their open requests and their duty go
 * along. A condition fails when one of the pages changed since it was read, or `MOST_CHANGES` wait to be folded.
 */
export const moveTeamsWrites = (table: MainTable, { teams, leaves, joins }: TeamsMoving): readonly TransactWrite[] => {
  const moving = new Set(teams.map(({ id }) => id));
  const along = [...leaves.teams].filter(([id]) => moving.has(id));
  if (along.length !== moving.size) throw new Error('A team that moves stands on the page that it leaves.');
  return [
    {
      Update: {
        TableName: table.name,
        Key: ROUTING_STATE_KEY,
        UpdateExpression: `SET #version = #version + :one, ${teams.map((_, at) => `#changes.#team${at} = :team${at}`).join(', ')}`,
        ConditionExpression: 'attribute_exists(pk) AND size(#changes) < :most',
        ExpressionAttributeNames: { '#version': 'version', '#changes': 'changes', ...Object.fromEntries(teams.map(({ id }, at) => [`#team${at}`, id])) },
        ExpressionAttributeValues: { ':one': 1, ':most': MOST_CHANGES, ...Object.fromEntries(teams.map((team, at) => [`:team${at}`, checkRoutableTeam(team)])) },
      },
    },
    pageWrite(table, leaves, new Map([...leaves.teams].filter(([id]) => !moving.has(id)))),
    pageWrite(table, joins, new Map([...joins.teams, ...along])),
  ];
};

const pageWrite = (table: MainTable, page: LivePage, teams: LivePage['teams']): TransactWrite => ({
  Put: {
    TableName: table.name,
    Item: livePageRow({ ...page, version: page.version + 1, teams }),
    ...(page.version === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#version = :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': page.version },
        }),
  },
});
