import { randomUUID } from 'node:crypto';
import { auditWrite } from '../audit/audit.ts';
import type { Clock } from '../core/clock.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { Permission } from '../permission/permission.ts';
import type { RateLimits, TooManyTries } from '../rate-limits/rate-limits.ts';
import type { MainTable } from '../storage/client.ts';
import { refusedWrites, writeIfStillSo } from '../storage/transact.ts';
import type { Teams } from '../teams/teams.ts';
import { askOnOwnPhone, askPermission } from './ask-permission.ts';
import { invalid, notFound, type InvalidInput, type NotFound, type NotPermitted, type NotSignedIn } from './failures.ts';
import { createPinCheck, type PinLocked, type PinNotSet, type WrongPin } from './pin-check.ts';
import { createPinStore } from './pin-store.dynamo.ts';
import { canBePin, hashPin } from './pin.ts';
import type { Principal } from './principal.ts';
import type { Sessions } from './sessions.ts';
import { signInLine } from './sign-in-line.ts';

export type TakePhoneParts = {
  readonly sessions: Pick<Sessions, 'standing' | 'acting' | 'notActing'>;
  readonly teams: Pick<Teams, 'member'>;
  readonly permission: Pick<Permission, 'actorOf' | 'areasOfMember'>;
  readonly takeTry: RateLimits['takeTry'];
  readonly clock: Clock;
};

export type TakePhoneFailure = InvalidInput | NotSignedIn | NotPermitted | NotFound | WrongPin | PinLocked | PinNotSet | TooManyTries;

/** Says who uses a team's shared phone: its members, one at a time, by a PIN of their own. */
export const createTakePhone = (main: MainTable, { sessions, teams, permission, takeTry, clock }: TakePhoneParts) => {
  const pins = createPinStore(main);
  const checkPin = createPinCheck(main, { takeTry, clock });

  return {
    /** Whether this member has a PIN. */
    hasPin: async (memberId: string): Promise<boolean> => (await pins.pin(memberId)) !== undefined,

    /** Sets one's own PIN, on a phone of one's own: on a shared one, whoever holds it at the moment could. */
    setPin: async (principal: Principal, digits: string): Promise<Result<undefined, InvalidInput | NotSignedIn | NotPermitted>> => {
      const own = await askOnOwnPhone(permission, principal, 'setPin');
      if (!own.ok) return own;
      if (!canBePin(digits)) return fail(invalid('NOT_A_PIN', 'pin'));
      const { memberId } = own.value;
      const now = clock();
      const line = { id: randomUUID(), at: now, act: 'signIn', by: { kind: 'MEMBER', id: memberId }, subject: { kind: 'MEMBER', id: memberId }, detail: { change: 'PIN_SET' } } as const;
      const pin = { memberId, ...(await hashPin(digits)), wrongTries: 0, setAt: now };
      const isSet = await writeIfStillSo(main, [pins.putting(pin), sessions.standing(own.value), auditWrite(main, line)]);
      return isSet ? succeed(undefined) : fail({ type: 'NotSignedIn' });
    },

    /**
     * A member of its team takes the shared phone. From then on whoever asks on it is that member, until it lies idle. How
     * wrong PINs are counted: pin-check.ts.
     */
    takePhone: async (principal: Principal, memberId: string, digits: string, address?: string): Promise<Result<undefined, TakePhoneFailure>> => {
      if (principal.kind === 'anonymous') return fail({ type: 'NotSignedIn' });
      if (principal.kind !== 'teamPhone') return fail({ type: 'NotPermitted' });
      if (!/^\d{6}$/.test(digits)) return fail(invalid('NOT_A_PIN', 'pin'));
      const member = await teams.member(memberId);
      const allowed = await askPermission(permission, principal, 'takePhone', member === undefined ? [] : await permission.areasOfMember(member));
      // Whoever is of another team is to this phone as if they were not there.
      if (!allowed.ok) return fail(notFound('MEMBER'));
      const right = await checkPin(memberId, digits, { principal, address, subject: `${principal.phoneId}#${memberId}` });
      if (!right.ok) return right;
      const now = clock();
      const line = auditWrite(main, signInLine({ kind: 'member', memberId }, principal.sessionId, 'PIN', now));
      const refused = await refusedWrites(main, [right.value.forgetting, sessions.acting(principal, memberId, now), line]);
      // Lost at this very moment: the phone was taken away, or else the member was signed out everywhere, and their PIN is gone.
      if (refused !== undefined) return fail(refused.includes(1) ? { type: 'NotSignedIn' } : { type: 'PinNotSet' });
      await right.value.giveBack();
      return succeed(undefined);
    },

    /** "Not me": nobody uses the shared phone any more. Nothing happens on any other device. */
    leavePhone: async (principal: Principal): Promise<void> => {
      if (principal.kind !== 'member' || principal.phoneId === undefined) return;
      // Signed out meanwhile it is nobody's either way.
      await writeIfStillSo(main, [sessions.notActing({ kind: 'teamPhone', phoneId: principal.phoneId, teamCode: '' }, principal.sessionId)]);
    },
  };
};
