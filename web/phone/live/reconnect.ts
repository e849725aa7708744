/** Milliseconds before the nth try to connect again (n from 0): 0.5 s, doubled each time, at most 30 s. */
export const reconnectPause = (tries: number): number => Math.min(30_000, 500 * 2 ** Math.min(tries, 10));

/** Up to half as long again, so that the phones of a whole town do not come back at one moment. `chance`: 0 to 1. */
export const spreadPause = (ms: number, chance: number): number => Math.round(ms * (1 + chance / 2));
