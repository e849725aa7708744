import type { Client } from '@urql/core';
import { onScopeDispose, readonly, ref, shallowRef, watch, type DeepReadonly, type Ref, type ShallowRef } from 'vue';
import { language } from '../shared/text/text.ts';
import { readTicket, sendAsk } from './ask-for-help.ts';
import { forgetAsk, keepAsk, takeKeptAsk } from './kept-ask.ts';
import { keepStation, recallStation } from './kept-station.ts';
import { atStart, next, type Ask, type Session, type SessionEvent } from './session.ts';
import { play } from './sounds.ts';
import { readStation, type Station } from './station.ts';

/** Seconds before the next try of an ask that did not get through; the last one stays. */
const PAUSES = [5, 10, 20, 30] as const;
const TICKET_LOOK_MS = 4000;
const STATION_AGAIN_MS = 10_000;
/** A kiosk stands for weeks: what it offers is read anew this often while nobody is at it. */
const STATION_FRESH_MS = 5 * 60_000;

export type RunningSession = {
  readonly session: Readonly<ShallowRef<Session>>;
  readonly station: Readonly<ShallowRef<Station | undefined>>;
  /** Seconds until an unsent ask is tried again; undefined when none waits. */
  readonly nextTry: DeepReadonly<Ref<number | undefined>>;
  readonly happen: (event: SessionEvent) => void;
};

/** The state machine at work: what happens outside of the screens (sending, trying again, following the ticket). */
export const useSession = (api: Client, code: string): RunningSession => {
  const session = shallowRef<Session>(atStart);
  const station = shallowRef<Station | undefined>(undefined);
  const nextTry = ref<number | undefined>(undefined);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let stationReadAt = 0;

  const later = (ms: number, work: () => void): (() => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
    return () => {
      clearTimeout(timer);
      timers.delete(timer);
    };
  };
  const happen = (event: SessionEvent): void => {
    session.value = next(session.value, event);
  };

  /** Whoever waited for an answer when the page was loaded anew goes on waiting. */
  const stationOpened = (): void => {
    happen({ type: 'stationKnown' });
    const ask = session.value.screen === 'attract' ? takeKeptAsk(code) : undefined;
    if (ask !== undefined) happen({ type: 'resume', ask });
  };

  const openStation = async (): Promise<void> => {
    const answer = await readStation(api, code);
    if (answer.kind === 'KNOWN') {
      station.value = answer.station;
      stationReadAt = Date.now();
      stationOpened();
      await keepStation(code, answer.station);
    } else if (answer.kind === 'UNREACHABLE' && station.value === undefined && (station.value = await recallStation(code)) !== undefined) {
      stationOpened();
    } else {
      happen({ type: answer.kind === 'UNKNOWN' ? 'stationUnknown' : 'stationUnreachable' });
    }
    later(answer.kind === 'KNOWN' ? STATION_FRESH_MS : STATION_AGAIN_MS, () => void refreshStation());
  };
  /** Not while somebody is choosing: the topics must not change under a finger. */
  const refreshStation = async (): Promise<void> => {
    const inUse = !['attract', 'opening', 'unreachable', 'unknownKiosk'].includes(session.value.screen);
    if (inUse) later(STATION_AGAIN_MS, () => void refreshStation());
    else await openStation();
  };

  const send = async (ask: Ask): Promise<void> => {
    const event = await sendAsk(api, code, language.value, ask);
    const before = session.value;
    happen(event);
    if (session.value === before) return;
    if (event.type === 'answered') play('sent');
    else if (before.screen === 'sending') play('error');
  };

  const countDown = (seconds: number, ask: Ask): void => {
    nextTry.value = seconds;
    cancelWaiting = seconds === 0 ? undefined : later(1000, () => countDown(seconds - 1, ask));
    if (seconds === 0) happen({ type: 'retry' });
  };
  let cancelWaiting: (() => void) | undefined;

  const follow = (ask: Ask): void => {
    cancelFollowing = later(TICKET_LOOK_MS, () => {
      void readTicket(ask).then((request) => {
        const now = session.value;
        if (now.screen !== 'ticket' || now.ask.id !== ask.id) return;
        if (request !== undefined) {
          const accepted = !now.request.acceptance && request.acceptance;
          happen({ type: 'answered', id: ask.id, request });
          if (accepted) play('accepted');
        }
        follow(ask);
      });
    });
  };
  let cancelFollowing: (() => void) | undefined;

  watch(session, (now, before) => {
    cancelWaiting?.();
    if (now.screen === 'sending' || now.screen === 'unsent') keepAsk(code, now.ask);
    else if (before.screen === 'sending' || before.screen === 'unsent') forgetAsk();
    nextTry.value = undefined;
    if (now.screen === 'sending' && before.screen !== 'sending') void send(now.ask);
    if (now.screen === 'unsent') {
      if (now.trying) void send(now.ask);
      else countDown(PAUSES[Math.min(now.tries, PAUSES.length) - 1] ?? PAUSES[0], now.ask);
    }
    if (now.screen === 'ticket' && before.screen !== 'ticket') follow(now.ask);
    if (now.screen !== 'ticket') cancelFollowing?.();
    if (now.screen === 'attract' && before.screen !== 'attract' && Date.now() - stationReadAt > STATION_FRESH_MS) void refreshStation();
  }, { flush: 'sync' });

  void openStation();
  onScopeDispose(() => timers.forEach(clearTimeout));
  return { session, station, nextTry: readonly(nextTry), happen };
};
