import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Page, PageQuestion } from '../core/pages.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { pageWithin, rowsBeginning } from '../storage/query.ts';
import { writeAllOrNone, writeIfStillSo } from '../storage/transact.ts';
import { BOOTHS, boothKey, boothRow, kioskKey, kiosksWithin, readBooth, readKiosk, rowOfKiosk } from './kiosk-row.ts';
import type { Kiosk } from './kiosk.ts';

export const createKioskStore = (main: MainTable) => {
  const { client, name } = main;
  return {
    /** `now`: as it is at this moment, for whoever changes it; else perhaps as it was a second ago. */
    get: async (code: string, now = false): Promise<Kiosk | undefined> => {
      const { Item } = await client.send(new GetCommand({ TableName: name, Key: kioskKey(code), ConsistentRead: now }));
      return Item === undefined ? undefined : readKiosk(Item);
    },

    put: async (kiosk: Kiosk): Promise<void> => {
      // The booths first: one that names a kiosk without shifts does no harm.
      for (const code of new Set(kiosk.shifts.map(({ teamCode }) => teamCode))) {
        await client.send(new PutCommand({ TableName: name, Item: boothRow(code, kiosk.code) }));
      }
      await client.send(new PutCommand({ TableName: name, Item: rowOfKiosk(kiosk) }));
    },

    /** The kiosks of a commune by code. */
    within: (unitVersion: string, communeCode: string, page: PageQuestion): Promise<Page<Kiosk>> =>
      pageWithin(main, kiosksWithin(unitVersion, communeCode), page, readKiosk),

    /** The kiosk as it is to be: `before` is as it was read, undefined for a new one. For the transaction of the act. */
    change: (before: Kiosk | undefined, after: Kiosk): TransactWrite => ({
      Put: {
        TableName: name,
        Item: rowOfKiosk(after),
        ...(before === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : before.revision === undefined
            ? { ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(revision)' }
            : { ConditionExpression: 'revision = :seen', ExpressionAttributeValues: { ':seen': before.revision } }),
      },
    }),

    /**
     * That the team has shifts at this kiosk, or none any more: how they are found when the team is merged. Who reads it looks
     * at the kiosk, since the shifts may be over. For the transaction that changes the kiosk.
     */
    booth: (teamCode: string, kioskCode: string, hasShifts: boolean): TransactWrite =>
      hasShifts
        ? { Put: { TableName: name, Item: boothRow(teamCode, kioskCode) } }
        : { Delete: { TableName: name, Key: boothKey(teamCode, kioskCode) } },

    /** Codes of the kiosks where the team has shifts, or had some. */
    boothsOf: async (teamCode: string): Promise<readonly string[]> => (await rowsBeginning(main, boothKey(teamCode, '').pk, BOOTHS)).map(readBooth),

    /** For whoever may act as this kiosk only while this key is its device's. */
    stillHas: (code: string, keyId: string): TransactWrite => ({
      ConditionCheck: {
        TableName: name,
        Key: kioskKey(code),
        ConditionExpression: 'device.keyId = :keyId',
        ExpressionAttributeValues: { ':keyId': keyId },
      },
    }),

    /** All or nothing. False: something may no longer be as it was read; read again. */
    write: (writes: readonly TransactWrite[]): Promise<boolean> => writeAllOrNone(main, writes),

    /** The same for whoever does not read again: false only when something is no longer as it was read. */
    writeIfStillSo: (writes: readonly TransactWrite[]): Promise<boolean> => writeIfStillSo(main, writes),
  };
};

export type KioskStore = ReturnType<typeof createKioskStore>;
