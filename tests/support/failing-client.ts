import { GetCommand, TransactWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { fromRequestRow, requestKey } from '../../functions/help-requests/help-request-row.ts';
import type { HelpRequest } from '../../functions/help-requests/help-request.ts';

type Send = (command: { readonly input: unknown }) => Promise<unknown>;

const withSend = (client: DynamoDBDocumentClient, send: Send): DynamoDBDocumentClient =>
  new Proxy(client, { get: (target, name) => (name === 'send' ? send : Reflect.get(target, name, target)) });

const sendOf = (client: DynamoDBDocumentClient): Send => client.send.bind(client) as unknown as Send;

/**
 * A client whose process dies at its `call`-th call (from 0): that call is not sent, or it is and its answer is lost; none
 * after it reaches the table.
 */
export const failingAfter = (client: DynamoDBDocumentClient, call: number, answerLost: boolean): DynamoDBDocumentClient => {
  const send = sendOf(client);
  let calls = 0;
  return withSend(client, async (command) => {
    const number = calls;
    calls += 1;
    if (number < call) return send(command);
    if (number === call && answerLost) await send(command);
    throw new Error('the process died');
  });
};

/** Every version of each request, by id and revision, as it was when it was read. */
export type Noted = Map<string, Map<number, HelpRequest>>;

/** A client that notes each request that is read through it, and changes nothing. */
export const noting = (client: DynamoDBDocumentClient, noted: Noted): DynamoDBDocumentClient => {
  const send = sendOf(client);
  return withSend(client, async (command) => {
    const answer = await send(command);
    const { Item } = answer as { Item?: Record<string, unknown> };
    if (command instanceof GetCommand && Item !== undefined && Item['sk'] === requestKey('').sk) {
      const request = fromRequestRow(Item);
      const versions = noted.get(request.id) ?? new Map<number, HelpRequest>();
      noted.set(request.id, versions.set(request.revision, request));
    }
    return answer;
  });
};

/** A client at whose first transaction somebody else is a moment quicker: their act is done before it is sent. */
export const overtakenOnce = (client: DynamoDBDocumentClient, act: () => Promise<unknown>): DynamoDBDocumentClient => {
  const send = sendOf(client);
  let done = false;
  return withSend(client, async (command) => {
    if (command instanceof TransactWriteCommand && !done) {
      done = true;
      await act();
    }
    return send(command);
  });
};
