import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

const CHANNEL = 'http.client.request.start';

/** How often each DynamoDB operation was called while `work` ran: counted at the socket, whoever made the call. */
export const countEngineCalls = async (work: () => Promise<void>): Promise<ReadonlyMap<string, number>> => {
  const calls = new Map<string, number>();
  const count = (message: unknown): void => {
    const target = (message as { request: ClientRequest }).request.getHeader('x-amz-target');
    if (typeof target !== 'string') return;
    const operation = target.slice(target.indexOf('.') + 1);
    calls.set(operation, (calls.get(operation) ?? 0) + 1);
  };
  subscribe(CHANNEL, count);
  try {
    await work();
  } finally {
    unsubscribe(CHANNEL, count);
  }
  return calls;
};
