import { GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Page, PageQuestion } from '../core/pages.ts';
import { getRows } from '../storage/batch.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { pageWithin, rowsBeginning } from '../storage/query.ts';
import { writeAllOrNone } from '../storage/transact.ts';
import type { Kept, Member, Team } from './team.ts';
import {
  communeKey,
  memberKey,
  MEMBERSHIPS,
  membershipKey,
  readMember,
  readTeam,
  rowOfTeam,
  rowsOfMember,
  teamKey,
} from './team-rows.ts';
import type { TeamRow } from './team-rows.ts';

export const createTeamStore = (main: MainTable) => {
  const get = async (key: { pk: string; sk: string }): Promise<Record<string, unknown> | undefined> =>
    (await main.client.send(new GetCommand({ TableName: main.name, Key: key, ConsistentRead: true }))).Item;

  /** False when a condition no longer holds or another transaction was at the same rows: read again, try again. */
  const transact = (writes: readonly TransactWrite[]): Promise<boolean> => writeAllOrNone(main, writes);

  /** Puts a row over the revision that was read, or where there was none. */
  const putOver = (row: TeamRow, before: number | undefined): TransactWrite => ({
    Put: {
      TableName: main.name,
      Item: row,
      ...(before === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : { ConditionExpression: 'revision = :before', ExpressionAttributeValues: { ':before': before } }),
    },
  });

  return {
    team: async (code: string): Promise<Kept<Team> | undefined> => {
      const row = await get(teamKey(code));
      return row === undefined ? undefined : readTeam(row);
    },

    /** Those that exist, in no order, as they are now. */
    teams: async (codes: readonly string[]): Promise<Kept<Team>[]> =>
      (await getRows(main, codes.map(teamKey), { consistent: true })).map(readTeam),

    /** Holds a transaction to the team as it was read. */
    unchangedTeam: ({ code, revision }: Kept<Team>): TransactWrite => ({
      ConditionCheck: {
        TableName: main.name,
        Key: teamKey(code),
        ConditionExpression: 'revision = :revision',
        ExpressionAttributeValues: { ':revision': revision },
      },
    }),

    teamsWithin: (unitVersion: string, communeCode: string, page: PageQuestion): Promise<Page<Kept<Team>>> =>
      pageWithin(main, communeKey(unitVersion, communeCode), page, readTeam),

    member: async (id: string): Promise<Kept<Member> | undefined> => {
      const row = await get(memberKey(id));
      return row === undefined ? undefined : readMember(row);
    },

    membersOf: async (teamCode: string): Promise<Kept<Member>[]> =>
      (await rowsBeginning(main, teamKey(teamCode).pk, MEMBERSHIPS)).map(readMember),

    /** Codes of all teams that have somebody. It goes through the whole table: for an import of a country. */
    codesWithMembers: async (): Promise<Set<string>> => {
      const codes = new Set<string>();
      const asked = {
        TableName: main.name,
        ConsistentRead: true,
        ProjectionExpression: 'pk',
        FilterExpression: 'begins_with(pk, :team) AND begins_with(sk, :member)',
        ExpressionAttributeValues: { ':team': teamKey('').pk, ':member': MEMBERSHIPS },
      };
      for await (const { Items = [] } of paginateScan({ client: main.client }, asked)) for (const { pk } of Items) codes.add(String(pk).slice(teamKey('').pk.length));
      return codes;
    },

    /** Several writes, all or none. False as above. */
    write: transact,

    /** The team's row together with what others must write at the same moment. */
    putTeam: (team: Team, before: number | undefined, alongside: readonly TransactWrite[]): Promise<boolean> =>
      transact([putOver(rowOfTeam(team, (before ?? 0) + 1), before), ...alongside]),

    /** New teams together with what others must write at the same moment: all or none. At most 90 at once. */
    putNewTeams: (teams: readonly Team[], alongside: readonly TransactWrite[]): Promise<boolean> =>
      transact([...teams.map((team) => putOver(rowOfTeam(team), undefined)), ...alongside]),

    /** New members with a copy under each of their teams: all or none. */
    putNewMembers: (members: readonly Member[], alongside: readonly TransactWrite[]): Promise<boolean> =>
      transact([
        ...members.flatMap((member) => {
          const [own, ...copies] = rowsOfMember(member);
          return [putOver(own, undefined), ...copies.map((Item) => ({ Put: { TableName: main.name, Item } }))];
        }),
        ...alongside,
      ]),

    /** The member's row and its copies under their teams; copies under teams that they left go. */
    putMember: (member: Member, before: Kept<Member> | undefined, alongside: readonly TransactWrite[] = []): Promise<boolean> => {
      const [own, ...copies] = rowsOfMember(member, (before?.revision ?? 0) + 1);
      const stays = new Set(member.memberships.map(({ teamCode }) => teamCode));
      const left = before?.memberships.filter(({ teamCode }) => !stays.has(teamCode)) ?? [];
      return transact([
        putOver(own, before?.revision),
        ...copies.map((Item) => ({ Put: { TableName: main.name, Item } })),
        ...left.map(({ teamCode }) => ({ Delete: { TableName: main.name, Key: membershipKey(teamCode, member.id) } })),
        ...alongside,
      ]);
    },
  };
};

export type TeamStore = ReturnType<typeof createTeamStore>;
