import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer, type WebSocket as ServerSocket } from 'ws';
import { oneAtATime } from '../../web/phone/live/asking.ts';
import { listenLive, type Live } from '../../web/phone/live/live-socket.ts';
import { reconnectPause, spreadPause } from '../../web/phone/live/reconnect.ts';

let server: WebSocketServer | undefined;
let live: Live | undefined;
const open = async (port = 0): Promise<number> => {
  server = new WebSocketServer({ host: '127.0.0.1', port });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};
const close = async (): Promise<void> => {
  for (const socket of server?.clients ?? []) socket.terminate();
  await new Promise<void>((done) => (server === undefined ? done() : server.close(() => done())));
  server = undefined;
};
const nextPhone = async (): Promise<ServerSocket> => {
  if (server === undefined) throw new Error('no server');
  const [socket] = (await once(server, 'connection')) as [ServerSocket];
  return socket;
};
afterEach(async () => {
  live?.close();
  await close();
});

const phone = (port: number, pause: (tries: number) => number = () => 5) => {
  const states: boolean[] = [];
  const [changes, refused] = [vi.fn(), vi.fn()];
  live = listenLive({ url: `ws://127.0.0.1:${port}/live`, onChange: changes, onState: (connected) => states.push(connected), onRefused: refused, pause });
  return { states, changes, refused };
};

describe('A phone that listens for new requests', () => {
  it('asks anew when it is told that a queue changed, and lets other words pass', async () => {
    const port = await open();
    const connected = nextPhone();
    const { changes, states } = phone(port);
    const socket = await connected;
    socket.send('no JSON');
    socket.send('{"type":"SOMETHING_ELSE"}');
    socket.send('null');
    socket.send('{"type":"QUEUE_CHANGED","queue":"team#7"}');
    // Once because it had just connected, and once because it was told.
    await expect.poll(() => changes).toHaveBeenCalledTimes(2);
    expect(states).toEqual([true]);
  });

  it('connects again after the connection is lost, and then asks what it missed', async () => {
    const port = await open();
    const connected = nextPhone();
    const { states, changes } = phone(port);
    await connected;
    await expect.poll(() => states).toEqual([true]);
    await close();
    await expect.poll(() => states.at(-1)).toBe(false);
    await open(port);
    await expect.poll(() => states.at(-1)).toBe(true);
    await expect.poll(() => changes).toHaveBeenCalledTimes(2);
  });

  it('does not wait for its turn when somebody looks at it', async () => {
    const port = await open();
    await close();
    const aDay = 86_400_000;
    const { states, refused } = phone(port, () => aDay);
    await expect.poll(() => states).toEqual([false]);
    expect(refused).toHaveBeenCalledOnce();
    await open(port);
    live?.hurry();
    await expect.poll(() => states).toEqual([false, true]);
  });

  it('waits longer after each failed try, and never longer than half a minute', () => {
    expect([0, 1, 2, 3].map(reconnectPause)).toEqual([500, 1000, 2000, 4000]);
    expect(reconnectPause(100)).toBe(30_000);
    expect([0, 1].map((chance) => spreadPause(1000, chance))).toEqual([1000, 1500]);
  });
});

describe('A question that many things ask at once', () => {
  it('is asked once more after the running one, however often it was wished for, so that the last answer is fresh', async () => {
    const answers: (() => void)[] = [];
    const asked = oneAtATime(() => new Promise<void>((resolve) => answers.push(resolve)));
    const first = asked();
    const others = [asked(), asked(), asked()];
    expect(answers).toHaveLength(1);
    answers[0]?.();
    await expect.poll(() => answers).toHaveLength(2);
    answers[1]?.();
    await Promise.all([first, ...others]);
    expect(answers).toHaveLength(2);
    const later = asked();
    expect(answers).toHaveLength(3);
    answers[2]?.();
    await later;
  });

  it('can be asked again after it failed', async () => {
    const asked = oneAtATime(vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('no')).mockResolvedValueOnce());
    await expect(asked()).rejects.toThrow('no');
    await expect(asked()).resolves.toBeUndefined();
  });
});
