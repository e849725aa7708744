import { computed, ref, watch } from 'vue';
import { ask, type Failure } from '../../shared/api/api.ts';
import { rightNow } from '../../shared/now.ts';
import { language } from '../../shared/text/text.ts';
import { readFragment } from '../../gql/index.ts';
import type { PhoneQueueQuery } from '../../gql/graphql.ts';
import { api } from '../api.ts';
import { listenLive, type Live } from '../live/live-socket.ts';
import { oneAtATime } from '../live/asking.ts';
import { ringForOffer } from '../live/ring.ts';
import { lookAtPhone, phoneInHand } from '../shared-phone.ts';
import { QueueQuery, RequestCard } from './documents.ts';
import { forgetQueue, keepQueue, recallQueue } from './kept-queue.ts';
import { litOffer, sortQueue, type TeamQueue } from './sort-queue.ts';

/** While notices do not come, ask this often. */
const SLOW_POLL_MS = 30_000;

type Me = { readonly id: string; readonly name: string };

const me = ref<Me | null>();
const queues = ref<readonly TeamQueue[]>([]);
const failure = ref<Failure>();
/** Whether notices come at this moment. */
const listening = ref(false);
/** When what is shown was so. */
const seenAt = ref(rightNow());
const arrived = ref(0);
let live: Live | undefined;
let poll: ReturnType<typeof setInterval> | undefined;
let known: Set<string> | undefined;

const queuesOf = ({ me: member }: PhoneQueueQuery): TeamQueue[] =>
  (member?.teams ?? []).map(({ team }) =>
    sortQueue(
      { id: team.id, name: team.name, communeName: team.commune.name, onDuty: team.onDuty, demonstration: team.demonstration, position: team.position },
      (team.queue?.edges ?? []).map(({ node }) => readFragment(RequestCard, node)),
      team.queue?.pageInfo.hasNextPage ?? false,
    ),
  );

/** Rings for what was not offered the last time. What was there when the page was opened is seen, not heard. */
const noticeNew = (): void => {
  const now = new Set(queues.value.flatMap(({ offered }) => offered.map(({ id, revision }) => `${id} ${revision}`)));
  if (known !== undefined && [...now].some((offer) => !known?.has(offer))) {
    arrived.value += 1;
    ringForOffer();
  }
  known = now;
};

const failedBy = (why: Failure): void => {
  failure.value = why;
  recall();
};

/** Shows what was known before the page was opened without a network, and how old it is. Nothing where that is nothing. */
const recall = (): void => {
  const kept = me.value === undefined ? recallQueue() : undefined;
  const member = kept?.data.me;
  if (kept === undefined || member === null || member === undefined) return;
  me.value = { id: member.id, name: member.displayName };
  queues.value = queuesOf(kept.data);
  seenAt.value = kept.at;
  listen();
};

const refresh = oneAtATime(async () => {
  // Where the device itself knows better than to try, that is said at once.
  if (!navigator.onLine) failedBy({ kind: 'Offline' });
  const answer = await ask(api, QueueQuery, { language: language.value });
  if (!answer.ok) {
    if (answer.why.kind === 'Problem' && answer.why.code === 'UNAUTHENTICATED') signedOut();
    else failedBy(answer.why);
    return;
  }
  failure.value = undefined;
  const member = answer.data.me;
  if (member === null || member === undefined) {
    // Nobody's own: a shared phone may still be somebody's to take.
    await lookAtPhone();
    return signedOut();
  }
  if (me.value?.id !== member.id) await lookAtPhone();
  me.value = { id: member.id, name: member.displayName };
  queues.value = queuesOf(answer.data);
  seenAt.value = rightNow();
  // A shared phone is somebody else's the next time.
  if (phoneInHand.value === undefined) keepQueue(answer.data);
  noticeNew();
  listen();
});

const hurry = (): void => {
  if (document.visibilityState !== 'visible') return;
  live?.hurry();
  void refresh();
};

const listen = (): void => {
  if (live !== undefined) return;
  const url = new URL('/live', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  live = listenLive({
    url: url.href,
    onChange: () => void refresh(),
    onState: (connected) => {
      listening.value = connected;
    },
    onRefused: () => void refresh(),
  });
  poll = setInterval(() => {
    if (!listening.value && document.visibilityState === 'visible') void refresh();
  }, SLOW_POLL_MS);
};

const hush = (): void => {
  live?.close();
  live = undefined;
  clearInterval(poll);
  listening.value = false;
};

/** Nobody is signed in on this phone: nothing of the last person stays. */
const signedOut = (): void => {
  hush();
  forgetQueue();
  me.value = null;
  queues.value = [];
  known = undefined;
};

/** Begins once, when the page opens. */
export const startQueue = (): void => {
  document.addEventListener('visibilitychange', hurry);
  addEventListener('online', hurry);
  watch(language, () => {
    if (me.value) void refresh();
  });
  void refresh();
};

/** The member's queues, kept current. `me`: undefined while it is not known yet, null for nobody. */
export const useQueue = () => ({
  me,
  queues,
  failure,
  listening,
  seenAt,
  /** Grows by one with each new offer. */
  arrived,
  lit: computed(() => litOffer(queues.value)),
  refresh,
  signedOut,
});
