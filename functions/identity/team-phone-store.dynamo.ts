import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { Instant } from '../core/clock.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { rowsBeginning } from '../storage/query.ts';
import type { TeamPhone } from './team-phone.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const phoneRow = v.object({ v: v.literal(1), phoneId: text, teamCode: text, setUpAt: text, joinedAt: v.optional(text) });

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

  /** For the transaction in which a device comes in as this phone. Lost when it is no phone of that team (any more). */
  joining: ({ teamCode, phoneId }: Pick<TeamPhone, 'teamCode' | 'phoneId'>, now: Instant): TransactWrite => ({
    Update: {
      TableName: main.name,
      Key: keyOf(teamCode, phoneId),
      UpdateExpression: 'SET joinedAt = :now',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':now': now },
    },
  }),

  /** For the transaction in which it becomes another team's. Lost when a device came in as it since it was read. */
  moving: (phone: TeamPhone, into: string): readonly TransactWrite[] => [
    {
      Delete: {
        TableName: main.name,
        Key: keyOf(phone.teamCode, phone.phoneId),
        ...(phone.joinedAt === undefined
          ? { ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(joinedAt)' }
          : { ConditionExpression: 'joinedAt = :joinedAt', ExpressionAttributeValues: { ':joinedAt': phone.joinedAt } }),
      },
    },
    { Put: { TableName: main.name, Item: { ...keyOf(into, phone.phoneId), v: 1, ...phone, teamCode: into } } },
  ],

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
