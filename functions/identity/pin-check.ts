import type { Clock, Instant } from '../core/clock.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { RateLimits, TooManyTries, Try, TriedBy } from '../rate-limits/rate-limits.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import { createPinStore } from './pin-store.dynamo.ts';
import { lockAfter, pinMatches } from './pin.ts';

/** Not this member's PIN. */
export type WrongPin = { readonly type: 'WrongPin' };
/** Too many wrong tries: nobody may try until then, not even with the right one. */
export type PinLocked = { readonly type: 'PinLocked'; readonly until: Instant };
/** This member has none yet: they set it on a phone of their own, or with an invitation on a shared one. */
export type PinNotSet = { readonly type: 'PinNotSet' };

/** The right one. `forgetting` forgets the wrong tries before it, in the transaction of what it lets in; then `giveBack`. */
export type PinRight = Try & { readonly forgetting: TransactWrite };

/**
 * Whether six digits are this member's PIN. Wrong ones are counted twice: against the member, wherever they are tried (pin.ts),
 * and against the phone, the address and `subject`. Each try is counted before it is judged.
 */
export const createPinCheck = (main: MainTable, { takeTry, clock }: { readonly takeTry: RateLimits['takeTry']; readonly clock: Clock }) => {
  const pins = createPinStore(main);
  return async (memberId: string, digits: string, by: TriedBy): Promise<Result<PinRight, WrongPin | PinLocked | PinNotSet | TooManyTries>> => {
    const now = clock();
    const pin = await pins.pin(memberId);
    if (pin === undefined) return fail({ type: 'PinNotSet' });
    const taken = await takeTry('pin', by);
    if (!taken.ok) return taken;
    if (pin.lockedUntil !== undefined && now < pin.lockedUntil) return fail({ type: 'PinLocked', until: pin.lockedUntil });
    const lockedUntil = lockAfter(pin.wrongTries + 1, now);
    // Lost to another try at the same moment: that one is judged, this one is not.
    if (!(await pins.countTry(pin, lockedUntil))) return fail({ type: 'WrongPin' });
    if (!(await pinMatches(pin, digits))) return fail(lockedUntil === undefined ? { type: 'WrongPin' } : { type: 'PinLocked', until: lockedUntil });
    return succeed({ forgetting: pins.forgetting(memberId), giveBack: taken.value.giveBack });
  };
};

export type PinCheck = ReturnType<typeof createPinCheck>;
