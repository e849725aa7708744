import { randomUUID } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import * as v from 'valibot';
import { auditWrite } from '../audit/audit.ts';
import { minutes, plusMilliseconds, type Clock } from '../core/clock.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { Permission } from '../permission/permission.ts';
import type { RateLimits, TooManyTries, TriedBy } from '../rate-limits/rate-limits.ts';
import type { MainTable } from '../storage/client.ts';
import { refusedWrites, writeIfStillSo } from '../storage/transact.ts';
import type { Teams } from '../teams/teams.ts';
import { askOnOwnPhone, askPermission, officeOfArea } from './ask-permission.ts';
import { invalid, notFound, type InvalidInput, type NotFound, type NotPermitted, type NotSignedIn } from './failures.ts';
import { createPasskeyStore } from './passkey-store.dynamo.ts';
import { userHandleOf, type Passkey } from './passkey.ts';
import type { Principal } from './principal.ts';
import type { Sessions, Tokens } from './sessions.ts';
import { signInLine } from './sign-in-line.ts';

export type PasskeyParts = {
  readonly sessions: Pick<Sessions, 'prepare' | 'standing' | 'write'>;
  readonly teams: Pick<Teams, 'member'>;
  readonly permission: Permission;
  readonly takeTry: RateLimits['takeTry'];
  readonly clock: Clock;
  /** Public origin: passkeys are made for its host, and stand on no other. */
  readonly origin: string;
};

/** As WebAuthn's JSON, for `navigator.credentials`. */
export type PasskeyOptions = { readonly options: string };

export type AddFailure = NotSignedIn | NotPermitted | InvalidInput;
export type PasskeySignInFailure = InvalidInput | NotFound | TooManyTries;

/** Long enough to find one's glasses and finger, too short to be carried elsewhere. */
const CHALLENGE_LASTS = minutes(5);

const RP_NAME = 'Trạm Số';

/** What is read of an authenticator's answer before the library checks all of it. Text from outside is at most this long. */
const LONGEST_RESPONSE = 20_000;
const answerShape = v.looseObject({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,1400}$/)),
  response: v.looseObject({ clientDataJSON: v.string(), userHandle: v.optional(v.string()) }),
});
const clientData = v.looseObject({ challenge: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{20,200}$/)) });

type Answer = v.InferOutput<typeof answerShape> & { readonly challenge: string };

/** Undefined: it does not have the form of an authenticator's answer. */
const readAnswer = (text: string): Answer | undefined => {
  if (text.length > LONGEST_RESPONSE) return undefined;
  try {
    const answer = v.parse(answerShape, JSON.parse(text));
    const said = v.parse(clientData, JSON.parse(Buffer.from(answer.response.clientDataJSON, 'base64url').toString('utf8')));
    return { ...answer, challenge: said.challenge };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof v.ValiError) return undefined;
    throw error;
  }
};

/** Loaded when first needed: most calls of the API never touch a passkey. */
const webauthn = () => import('@simplewebauthn/server');

/**
 * The library throws plain errors for whatever does not fit: an answer for another site, a forged signature, a counter that
 * went backwards. All of them are the caller's, and none is worth telling apart to them.
 */
const checked = async <Checked extends { readonly verified: boolean }>(check: Promise<Checked>): Promise<Checked | undefined> => {
  try {
    const result = await check;
    return result.verified ? result : undefined;
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
};

/** Passkeys: a member's own phone proves that it has a key, which never leaves it, and that its holder unlocked it. */
export const createPasskeys = (main: MainTable, { sessions, teams, permission, takeTry, clock, origin }: PasskeyParts) => {
  const store = createPasskeyStore(main);
  const rpID = new URL(origin).hostname;
  const expected = { expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: true };

  /** Passkeys belong on a member's own phone. */
  const ownPhone = (principal: Principal) => askOnOwnPhone(permission, principal, 'addPasskey');

  return {
    beginPasskey: async (principal: Principal): Promise<Result<PasskeyOptions, NotSignedIn | NotPermitted>> => {
      const own = await ownPhone(principal);
      if (!own.ok) return own;
      const member = await teams.member(own.value.memberId);
      if (member === undefined) return fail({ type: 'NotPermitted' });
      const known = await store.passkeysOf(member.id);
      const { generateRegistrationOptions } = await webauthn();
      const options = await generateRegistrationOptions({
        rpName: RP_NAME,
        rpID,
        userID: new Uint8Array(Buffer.from(userHandleOf(member.id), 'base64url')),
        // Shown by the phone when it asks which passkey; it stays on the phone.
        userName: member.displayName,
        userDisplayName: member.displayName,
        attestationType: 'none',
        excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      await store.keepChallenge({ challenge: options.challenge, purpose: 'ADD', memberId: member.id, endsAt: plusMilliseconds(clock(), CHALLENGE_LASTS) });
      return succeed({ options: JSON.stringify(options) });
    },

    /** `response`: the authenticator's answer as JSON. Each challenge is answered once. */
    addPasskey: async (principal: Principal, response: string): Promise<Result<Passkey, AddFailure>> => {
      const own = await ownPhone(principal);
      if (!own.ok) return own;
      const answer = readAnswer(response);
      const now = clock();
      const challenge = answer === undefined ? undefined : await store.takeChallenge(answer.challenge, now);
      if (answer === undefined || challenge?.purpose !== 'ADD' || challenge.memberId !== own.value.memberId) return fail(invalid('NOT_A_PASSKEY', 'response'));
      const { verifyRegistrationResponse } = await webauthn();
      const found = await checked(
        verifyRegistrationResponse({ response: answer as unknown as RegistrationResponseJSON, expectedChallenge: challenge.challenge, ...expected }),
      );
      if (found?.registrationInfo === undefined) return fail(invalid('NOT_A_PASSKEY', 'response'));
      const { credential, credentialBackedUp } = found.registrationInfo;
      const passkey: Passkey = {
        credentialId: credential.id,
        memberId: own.value.memberId,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: credential.transports ?? [],
        backedUp: credentialBackedUp,
        addedAt: now,
      };
      const refused = await refusedWrites(main, [
        store.adding(passkey),
        sessions.standing(own.value),
        auditWrite(main, {
          id: randomUUID(),
          at: now,
          act: 'signIn',
          by: { kind: 'MEMBER', id: own.value.memberId },
          subject: { kind: 'MEMBER', id: own.value.memberId },
          detail: { change: 'PASSKEY_ADDED' },
        }),
      ]);
      if (refused === undefined) return succeed(passkey);
      // There already, or the phone was signed out at this very moment.
      return fail(refused.includes(0) ? invalid('NOT_A_PASSKEY', 'response') : { type: 'NotSignedIn' });
    },

    /** Anybody may ask: the phone then offers the passkeys that it has for this station. */
    beginPasskeySignIn: async (): Promise<PasskeyOptions> => {
      const { generateAuthenticationOptions } = await webauthn();
      const options = await generateAuthenticationOptions({ rpID, userVerification: 'required' });
      await store.keepChallenge({ challenge: options.challenge, purpose: 'SIGN_IN', endsAt: plusMilliseconds(clock(), CHALLENGE_LASTS) });
      return { options: JSON.stringify(options) };
    },

    /** `address`: the network address that asks. What does not fit is counted; who gets in is not. */
    signInWithPasskey: async (response: string, by: Pick<TriedBy, 'principal' | 'address'> = {}): Promise<Result<Tokens, PasskeySignInFailure>> => {
      const taken = await takeTry('passkey', by);
      if (!taken.ok) return taken;
      const answer = readAnswer(response);
      const now = clock();
      const challenge = answer === undefined ? undefined : await store.takeChallenge(answer.challenge, now);
      if (answer === undefined || challenge?.purpose !== 'SIGN_IN') return fail(invalid('NOT_A_PASSKEY', 'response'));
      const passkey = await store.passkey(answer.response.userHandle ?? '', answer.id);
      const member = passkey === undefined ? undefined : await teams.member(passkey.memberId);
      if (passkey === undefined || member === undefined) return fail(notFound('PASSKEY'));
      const { verifyAuthenticationResponse } = await webauthn();
      const found = await checked(
        verifyAuthenticationResponse({
          response: answer as unknown as AuthenticationResponseJSON,
          expectedChallenge: challenge.challenge,
          ...expected,
          credential: { id: passkey.credentialId, publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')), counter: passkey.counter },
        }),
      );
      if (found === undefined) return fail(invalid('NOT_A_PASSKEY', 'response'));
      const holder = { kind: 'member', memberId: member.id } as const;
      const prepared = sessions.prepare(holder, now);
      const line = auditWrite(main, signInLine(holder, prepared.session.id, 'PASSKEY', now));
      // In one: a passkey that is taken away at this very moment lets nobody in.
      const isIn = await writeIfStillSo(main, [store.using(passkey, found.authenticationInfo.newCounter, now), prepared.write, line]);
      if (!isIn) return fail(notFound('PASSKEY'));
      await taken.value.giveBack();
      return succeed(await prepared.tokens());
    },

    /** Undefined for whoever may not remove them. */
    passkeysOf: async (principal: Principal, memberId: string): Promise<readonly Passkey[] | undefined> => {
      const member = await teams.member(memberId);
      if (member === undefined) return undefined;
      const allowed = await askPermission(permission, principal, 'revokeDevice', await permission.areasOfMember(member));
      return allowed.ok ? store.passkeysOf(memberId) : undefined;
    },

    removePasskey: async (principal: Principal, memberId: string, credentialId: string): Promise<Result<undefined, NotSignedIn | NotPermitted | NotFound>> => {
      if (principal.kind === 'anonymous') return fail({ type: 'NotSignedIn' });
      const member = await teams.member(memberId);
      if (member === undefined) return fail(notFound('PASSKEY'));
      const areas = await permission.areasOfMember(member);
      const allowed = await askPermission(permission, principal, 'revokeDevice', areas);
      if (!allowed.ok) return allowed;
      const passkey = await store.passkey(userHandleOf(memberId), credentialId);
      if (passkey === undefined) return fail(notFound('PASSKEY'));
      await sessions.write([
        store.removing(passkey),
        auditWrite(main, {
          id: randomUUID(),
          at: clock(),
          act: 'revokeDevice',
          by: allowed.value,
          subject: { kind: 'MEMBER', id: memberId },
          office: areas.map(officeOfArea).find((office) => office !== undefined),
          detail: { change: 'PASSKEY_REMOVED' },
        }),
      ]);
      return succeed(undefined);
    },
  };
};
