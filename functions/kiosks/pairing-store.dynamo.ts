import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { epochSecondsOf, type Instant } from '../core/clock.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { challengeKey, deviceKey, pairingKey, readDevice, readPairing, rowOfDevice, rowOfPairing, type Device, type Pairing } from './pairing-row.ts';

export const createPairingStore = ({ client, name }: MainTable) => ({
  pairing: async (code: string): Promise<Pairing | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: name, Key: pairingKey(code), ConsistentRead: true }));
    return Item === undefined ? undefined : readPairing(Item);
  },

  device: async (keyId: string): Promise<Device | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: name, Key: deviceKey(keyId), ConsistentRead: true }));
    return Item === undefined ? undefined : readDevice(Item);
  },

  /** A code that nobody has now, for a device that is not paired. */
  begin: (pairing: Pairing, now: Instant): readonly TransactWrite[] => [
    {
      Put: {
        TableName: name,
        Item: rowOfPairing(pairing),
        ConditionExpression: 'attribute_not_exists(pk) OR endsAt <= :now',
        ExpressionAttributeValues: { ':now': now },
      },
    },
    {
      Put: {
        TableName: name,
        Item: rowOfDevice({ keyId: pairing.keyId, publicKey: pairing.publicKey, code: pairing.code, codeEndsAt: pairing.endsAt }),
        ConditionExpression: 'attribute_not_exists(kioskCode)',
      },
    },
  ],

  /** The code is used up and the device belongs to the kiosk. Of any number who typed it exactly one gets this through. */
  use: (pairing: Pairing, used: NonNullable<Pairing['used']>): readonly TransactWrite[] => [
    {
      Put: {
        TableName: name,
        Item: rowOfPairing({ ...pairing, used }),
        ConditionExpression: 'keyId = :keyId AND attribute_not_exists(used)',
        ExpressionAttributeValues: { ':keyId': pairing.keyId },
      },
    },
    {
      Put: {
        TableName: name,
        Item: rowOfDevice({ keyId: pairing.keyId, publicKey: pairing.publicKey, kioskCode: used.kioskCode }),
        ConditionExpression: 'attribute_not_exists(kioskCode)',
      },
    },
  ],

  /** The device belongs to no kiosk any more: it shows a code again. */
  forget: (keyId: string): TransactWrite => ({ Delete: { TableName: name, Key: deviceKey(keyId) } }),

  keepChallenge: async (hash: string, keyId: string, endsAt: Instant): Promise<void> => {
    const Item = { ...challengeKey(hash), v: 1, keyId, endsAt, expiresAt: epochSecondsOf(endsAt) };
    await client.send(new PutCommand({ TableName: name, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
  },

  /** Takes the challenge away: false when it was for another key, is over, or was taken before. */
  takeChallenge: async (hash: string, keyId: string, now: Instant): Promise<boolean> => {
    try {
      await client.send(
        new DeleteCommand({
          TableName: name,
          Key: challengeKey(hash),
          ConditionExpression: 'keyId = :keyId AND endsAt > :now',
          ExpressionAttributeValues: { ':keyId': keyId, ':now': now },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});

export type PairingStore = ReturnType<typeof createPairingStore>;
