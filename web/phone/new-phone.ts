import { ref } from 'vue';
import { ask } from '../shared/api/api.ts';
import { graphql } from '../gql/index.ts';
import { api } from './api.ts';

const MyPhones = graphql(`
  query PhoneMyPhones {
    me {
      id
      devices {
        id
        signedInAt
        thisDevice
      }
    }
  }
`);

/** Up to which moment this phone has shown its owner who else came in as them. Nothing about anybody. */
const KEY = 'tram-so.phones-seen';
const ASK_EVERY_MS = 5 * 60_000;

/** Another phone of the member that came in since: its moment. */
export const newPhone = ref<Date>();
let askedAt = -Infinity;

/** Undefined as well where storage is switched off: then nothing is said rather than the same thing each day. */
const seenUntil = (): string | undefined => {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
};
const keepSeen = (moment: string): void => {
  try {
    localStorage.setItem(KEY, moment);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
};

/** Looks, at most every five minutes, whether another phone came in as this member. What was there before this one is no news. */
export const lookForNewPhones = async (): Promise<void> => {
  // Not by the clock on the wall, which somebody may set back by a day.
  if (performance.now() - askedAt < ASK_EVERY_MS) return;
  askedAt = performance.now();
  const answer = await ask(api, MyPhones, {});
  // Without an answer the next look asks again.
  if (!answer.ok) {
    askedAt = -Infinity;
    return;
  }
  const devices = answer.data.me?.devices ?? [];
  const seen = seenUntil() ?? devices.find(({ thisDevice }) => thisDevice)?.signedInAt;
  const others = devices.filter(({ signedInAt, thisDevice }) => !thisDevice && seen !== undefined && signedInAt > seen).map(({ signedInAt }) => signedInAt);
  const latest = others.sort().at(-1);
  newPhone.value = latest === undefined ? undefined : new Date(latest);
};

/** "It was me": from now on only what comes later is news. */
export const itWasMe = (): void => {
  if (newPhone.value !== undefined) keepSeen(newPhone.value.toISOString());
  newPhone.value = undefined;
};
