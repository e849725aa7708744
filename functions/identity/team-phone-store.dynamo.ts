import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { rowsBeginning } from '../storage/query.ts';
import type { TeamPhone } from './team-phone.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const phoneRow = v.object({ v: v.literal(1), phoneId: text, teamCode: text, setUpAt: text });

const keyOf = (teamCode: string, phoneId: string) => ({ pk: `team#${teamCode}`, sk: `phone#${phoneId}` });

const readPhone = (row: unknown): TeamPhone => {
  const { v: _shape, ...phone } = v.parse(phoneRow, row);
  return phone;
};

export const createTeamPhoneStore = (main: MainTable) => ({
  /** For the transaction that makes its way in. */
  adding: (phone: TeamPhone): TransactWrite => ({
    Put: { TableName: main.name, Item: { ...keyOf(phone.teamCode, phone.phoneId), v: 1, ...phone }, ConditionExpression: 'attribute_not_exists(pk)' },
  }),

  /** For the transaction that takes the phone away. */
  removing: (teamCode: string, phoneId: string): TransactWrite => ({ Delete: { TableName: main.name, Key: keyOf(teamCode, phoneId) } }),

  phone: async (teamCode: string, phoneId: string): Promise<TeamPhone | undefined> => {
    const { Item } = await main.client.send(new GetCommand({ TableName: main.name, Key: keyOf(teamCode, phoneId), ConsistentRead: true }));
    return Item === undefined ? undefined : readPhone(Item);
  },

  /** The phones of one team, by id: a handful at most. */
  phonesOf: async (teamCode: string): Promise<TeamPhone[]> =>
    (await rowsBeginning(main, `team#${teamCode}`, 'phone#')).map(readPhone),
});
