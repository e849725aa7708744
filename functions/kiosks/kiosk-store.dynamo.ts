import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { MainTable } from '../storage/client.ts';
import { kioskKey, readKiosk, rowOfKiosk } from './kiosk-row.ts';
import type { Kiosk } from './kiosk.ts';

export const createKioskStore = ({ client, name }: MainTable) => ({
  get: async (code: string): Promise<Kiosk | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: name, Key: kioskKey(code) }));
    return Item === undefined ? undefined : readKiosk(Item);
  },

  put: async (kiosk: Kiosk): Promise<void> => {
    await client.send(new PutCommand({ TableName: name, Item: rowOfKiosk(kiosk) }));
  },
});
