import { reconnectPause, spreadPause } from './reconnect.ts';

export type LiveOptions = {
  /** ws: or wss: address. */
  readonly url: string;
  /** A queue changed: ask anew. Also called after each connecting: what came before it was told to nobody here. */
  readonly onChange: () => void;
  /** Whether notices come at this moment. */
  readonly onState: (connected: boolean) => void;
  /** It did not even open: there is no network, or the session expired, which asking the API mends. */
  readonly onRefused: () => void;
  /** Default: see reconnect.ts. */
  readonly pause?: (tries: number) => number;
};

export type Live = {
  /** The network is back, or the page is looked at again: do not wait for the next try. */
  readonly hurry: () => void;
  readonly close: () => void;
};

/** A connection this old has proved itself; one that falls sooner counts as another failed try. */
const PROVEN_AFTER_MS = 5000;

const isQueueChanged = (text: unknown): boolean => {
  if (typeof text !== 'string') return false;
  try {
    const notice: unknown = JSON.parse(text);
    return typeof notice === 'object' && notice !== null && 'type' in notice && notice.type === 'QUEUE_CHANGED';
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
};

/** Listens for notices, and connects again for as long as it is not closed. */
export const listenLive = ({ url, onChange, onState, onRefused, pause = (tries) => spreadPause(reconnectPause(tries), Math.random()) }: LiveOptions): Live => {
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let closed = false;

  const connect = (): void => {
    timer = undefined;
    const opening = new WebSocket(url);
    socket = opening;
    let openedAt: number | undefined;
    opening.addEventListener('open', () => {
      openedAt = Date.now();
      onState(true);
      onChange();
    });
    opening.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isQueueChanged(data)) onChange();
    });
    // A failed try ends in `close` too; that one is enough.
    opening.addEventListener('close', () => {
      if (closed || socket !== opening) return;
      socket = undefined;
      onState(false);
      if (openedAt === undefined) onRefused();
      if (openedAt !== undefined && Date.now() - openedAt > PROVEN_AFTER_MS) tries = 0;
      timer = setTimeout(connect, pause(tries++));
    });
  };
  connect();

  return {
    hurry: () => {
      if (closed || timer === undefined) return;
      clearTimeout(timer);
      tries = 0;
      connect();
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
};
