import { instantOf, millisecondsOf, type Clock, type Instant } from '../core/clock.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { Principal } from '../identity/principal.ts';
import type { MainTable } from '../storage/client.ts';
import { hashAddress, isLoopback, networkOf } from './address.ts';
import { limits, type Counted, type LimitName, type Window } from './limits.ts';
import { createRateLimitStore, type Counter } from './rate-limit-store.dynamo.ts';

/** Too often. `waitSeconds` is at least 1. */
export type TooManyTries = { readonly type: 'TooManyTries'; readonly tryAgainAt: Instant; readonly waitSeconds: number };

/** Whose try it is. What is absent is not counted. */
export type TriedBy = {
  readonly principal?: Principal | undefined;
  /** IPv4 or IPv6, as the gateway saw it. Kept only as a keyed hash, until its window ends. */
  readonly address?: string | undefined;
  /** What the try is aimed at, by its id. */
  readonly subject?: string | undefined;
};

/** A try that may be made. `giveBack` when it succeeded and must not be counted. */
export type Try = { readonly giveBack: () => Promise<void> };

export type RateLimits = {
  /** Counts a try before it is made, so that of many at once no more than allowed get through. */
  readonly takeTry: (limit: LimitName, by: TriedBy) => Promise<Result<Try, TooManyTries>>;
};

/** `key`: secret bytes (32 or more) under which addresses are hashed. */
export const createRateLimits = (main: MainTable, key: Uint8Array, clock: Clock): RateLimits => {
  const store = createRateLimitStore(main);

  const takeTry = async (limit: LimitName, by: TriedBy): Promise<Result<Try, TooManyTries>> => {
    const now = clock();
    const counted: Counter[] = [];
    for (const counter of countersOf(key, limit, by, now)) {
      if (!(await store.count(counter))) {
        const waitSeconds = Math.max(1, Math.ceil((millisecondsOf(counter.endsAt) - millisecondsOf(now)) / 1000));
        return fail({ type: 'TooManyTries', tryAgainAt: counter.endsAt, waitSeconds });
      }
      counted.push(counter);
    }
    return succeed({ giveBack: async () => void (await Promise.all(counted.map(store.uncount))) });
  };

  return { takeTry };
};

/** Narrow ones first, so that guessing at one thing does not use up what its whole address may do. */
const ORDER: readonly Counted[] = ['subject', 'principal', 'address'];

const countersOf = (key: Uint8Array, limit: LimitName, by: TriedBy, now: Instant): readonly Counter[] => {
  const rules: Partial<Readonly<Record<Counted, readonly Window[]>>> = limits[limit];
  return ORDER.flatMap((counted) =>
    (rules[counted] ?? []).flatMap((window) => {
      const endsAt = endOf(window, now);
      const who = nameOf(key, counted, limit, by, endsAt);
      return who === undefined ? [] : [{ name: `${limit}#${counted}#${who}#${window.within / 1000}`, most: window.most, endsAt }];
    }),
  );
};

/** Windows lie side by side on the clock, the same for everybody: nobody keeps when whoever began. */
const endOf = ({ within }: Window, now: Instant): Instant => instantOf((Math.floor(millisecondsOf(now) / within) + 1) * within);

const nameOf = (key: Uint8Array, counted: Counted, limit: LimitName, by: TriedBy, endsAt: Instant): string | undefined => {
  switch (counted) {
    case 'subject':
      return by.subject;
    case 'principal':
      return by.principal === undefined ? undefined : principalName(by.principal);
    case 'address':
      if (by.address === undefined || (!limits[limit].countsLoopback && isLoopback(by.address))) return undefined;
      // With the window in the hash, two windows' rows cannot be told to be of one address.
      return hashAddress(key, `${endsAt}#${limit}#${networkOf(by.address)}`);
  }
};

/** Somebody who can be told apart from others; whoever is not signed in is counted by the address only. */
const principalName = (principal: Principal): string | undefined => {
  switch (principal.kind) {
    case 'anonymous':
    case 'resident':
      return undefined;
    case 'member':
      return `member#${principal.memberId}`;
    case 'teamPhone':
      return `phone#${principal.phoneId}`;
    case 'official':
      return `official#${principal.officialId}`;
    case 'kiosk':
      return `kiosk#${principal.kioskCode}`;
  }
};
