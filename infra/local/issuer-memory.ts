import type { Adapter, AdapterPayload } from 'oidc-provider';

type Kept = { readonly payload: AdapterPayload; readonly until: number };

/** For what the issuer would keep without an end: nothing here outlives an hour. */
const LONGEST_SECONDS = 3600;

/**
 * What the demonstration's issuer remembers, for as long as it may: a process's memory is enough, since whoever was half-way
 * through a sign-in when it ended just begins again.
 */
export const createIssuerMemory = (now: () => number = Date.now): ((model: string) => Adapter) => {
  const kept = new Map<string, Kept>();

  const forgetOld = (): void => {
    for (const [key, { until }] of kept) if (until <= now()) kept.delete(key);
  };
  const find = (key: string): AdapterPayload | undefined => {
    const found = kept.get(key);
    return found === undefined || found.until <= now() ? undefined : found.payload;
  };
  const firstWith = (model: string, field: 'uid' | 'userCode', value: string): AdapterPayload | undefined =>
    [...kept].find(([key, { payload, until }]) => key.startsWith(`${model}:`) && payload[field] === value && until > now())?.[1].payload;

  return (model) => {
    const keyOf = (id: string): string => `${model}:${id}`;
    return {
      upsert: (id, payload, expiresIn = LONGEST_SECONDS) => {
        forgetOld();
        kept.set(keyOf(id), { payload, until: now() + expiresIn * 1000 });
        return Promise.resolve();
      },
      find: (id) => Promise.resolve(find(keyOf(id))),
      findByUid: (uid) => Promise.resolve(firstWith(model, 'uid', uid)),
      findByUserCode: (userCode) => Promise.resolve(firstWith(model, 'userCode', userCode)),
      consume: (id) => {
        const found = kept.get(keyOf(id));
        if (found !== undefined) kept.set(keyOf(id), { ...found, payload: { ...found.payload, consumed: Math.floor(now() / 1000) } });
        return Promise.resolve();
      },
      destroy: (id) => {
        kept.delete(keyOf(id));
        return Promise.resolve();
      },
      revokeByGrantId: (grantId) => {
        for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
        return Promise.resolve();
      },
    };
  };
};
