import type { Instant } from '../core/clock.ts';
import { days, plusMilliseconds } from '../core/clock.ts';
import { contentHash, isSecret, isUuid } from '../core/ids.ts';
import type { Position } from '../core/position.ts';
import { isInVietnam, roundPosition } from '../core/position.ts';
import { fail, succeed } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import type { RoutingMode } from '../topics/topic.ts';
import { invalid } from './failures.ts';
import type { ContactMissing, InvalidInput } from './failures.ts';

/** What a kiosk or another client sends. */
export type Ask = {
  readonly id: string;
  readonly kiosk: string;
  readonly topic: string;
  readonly mode: RoutingMode;
  readonly language: string;
  readonly trackingSecret: string;
  readonly at?: Position | undefined;
  readonly appointmentAt?: Instant | undefined;
  readonly onBehalf: boolean;
  readonly contact?: { readonly jwe: string; readonly consentVersion: string } | undefined;
};

/** An ask whose values can be taken: ids in one form, the place rounded, and the hash that tells a repeat. */
export type CheckedAsk = Ask & { readonly contentHash: string };

const LONGEST_APPOINTMENT_AHEAD = days(30);
const MODES_THAT_NEED_A_CONTACT: ReadonlySet<RoutingMode> = new Set(['CALL_ME', 'VISIT', 'APPOINTMENT']);

/** Everything about an ask that can be judged without reading anything, and at any time: a repeat is judged alike. */
export const checkAsk = (ask: Ask): Result<CheckedAsk, InvalidInput | ContactMissing> => {
  const id = ask.id.toLowerCase();
  if (!isUuid(id)) return fail(invalid('NOT_A_UUID', 'id'));
  if (!isSecret(ask.trackingSecret)) return fail(invalid('NOT_A_SECRET', 'trackingSecret'));
  // A comparison with NaN is false: a place that is no number is outside, too.
  if (ask.at !== undefined && !isInVietnam(ask.at)) return fail(invalid('OUTSIDE_VIETNAM', 'at'));
  const appointment = checkAppointment(ask);
  if (appointment !== undefined) return fail(appointment);
  if (ask.contact === undefined && MODES_THAT_NEED_A_CONTACT.has(ask.mode)) return fail({ type: 'ContactMissing' });
  const tidy = { ...ask, id, at: ask.at === undefined ? undefined : roundPosition(ask.at) };
  return succeed({ ...tidy, contentHash: contentHash(tidy) });
};

const checkAppointment = (ask: Ask): InvalidInput | undefined => {
  if (ask.mode !== 'APPOINTMENT') {
    return ask.appointmentAt === undefined ? undefined : invalid('APPOINTMENT_NOT_WANTED', 'appointmentAt');
  }
  return ask.appointmentAt === undefined ? invalid('APPOINTMENT_NEEDED', 'appointmentAt') : undefined;
};

/** Asked of a new ask only: one that was taken before may come again when its appointment is over. */
export const checkAppointmentAhead = ({ appointmentAt }: Ask, now: Instant): InvalidInput | undefined => {
  if (appointmentAt === undefined) return undefined;
  const isAhead = appointmentAt > now && appointmentAt <= plusMilliseconds(now, LONGEST_APPOINTMENT_AHEAD);
  return isAhead ? undefined : invalid('APPOINTMENT_NOT_AHEAD', 'appointmentAt');
};
