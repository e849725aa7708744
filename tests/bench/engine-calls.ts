import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

const CHANNEL = 'http.client.request.start';

export type EngineCalls = { readonly count: number; readonly bytes: number };

/** How often each DynamoDB operation was called while `work` ran, and with how many bytes: counted at the socket, whoever made the call. */
export const countEngineCalls = async (work: () => Promise<void>): Promise<ReadonlyMap<string, EngineCalls>> => {
  const calls = new Map<string, EngineCalls>();
  const note = (message: unknown): void => {
    const { request } = message as { request: ClientRequest };
    const target = request.getHeader('x-amz-target');
    if (typeof target !== 'string') return;
    const operation = target.slice(target.indexOf('.') + 1);
    const before = calls.get(operation) ?? { count: 0, bytes: 0 };
    calls.set(operation, { count: before.count + 1, bytes: before.bytes + Number(request.getHeader('content-length') ?? 0) });
  };
  subscribe(CHANNEL, note);
  try {
    await work();
  } finally {
    unsubscribe(CHANNEL, note);
  }
  return calls;
};
