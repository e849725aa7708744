import { days, hours, minutes } from '../core/clock.ts';

/** At most so many tries within one window of so many milliseconds. */
export type Window = { readonly most: number; readonly within: number };

/**
 * Whose tries are counted together. `address`: the network address that asks. `principal`: whoever is signed in. `subject`:
 * what the tries are aimed at, such as one member's PIN.
 */
export type Counted = 'address' | 'principal' | 'subject';

type Limit = Partial<Readonly<Record<Counted, readonly Window[]>>> & {
  /** Whether a caller on this machine itself is counted by its address. On AWS no caller is. */
  readonly countsLoopback: boolean;
};

/**
 * How often what may be tried. Addresses are shared: a commune's office, a training hall or a walking street with a dozen
 * booths stands behind one (NAT), so limits by address are wide and hold back machines; limits by principal and by subject
 * are narrow and hold back guessing. A try that succeeds is given back where a crowd may succeed at once.
 */
export const limits = {
  /** Beginning to sign in at the issuer. The issuer judges passwords; ours is only a row per beginning. */
  signIn: { address: [{ most: 120, within: minutes(10) }], countsLoopback: true },
  /** Opening an invitation in vain. Secrets have 256 bits, so this protects the table, not the secret. */
  invitation: { address: [{ most: 60, within: minutes(10) }], principal: [{ most: 20, within: minutes(10) }], countsLoopback: true },
  /** A passkey that did not fit. */
  passkey: { address: [{ most: 60, within: minutes(10) }], principal: [{ most: 20, within: minutes(10) }], countsLoopback: true },
  /**
   * Wrong PINs. `subject` is one member on one shared phone, `principal` the phone: five wrong ones in a quarter of an hour and
   * twenty in a day leave a PIN of six digits unguessed for some 68 years on average.
   */
  pin: {
    subject: [{ most: 5, within: minutes(15) }, { most: 20, within: days(1) }],
    principal: [{ most: 30, within: minutes(15) }],
    address: [{ most: 200, within: minutes(15) }],
    countsLoopback: true,
  },
  /** Codes that an official typed and that no kiosk shows. A code has 8 of 29 letters (5 × 10¹¹) and lives ten minutes. */
  pairingCode: { principal: [{ most: 10, within: minutes(10) }], address: [{ most: 60, within: minutes(10) }], countsLoopback: true },
  /** New pairing codes. A kiosk asks for one in ten minutes; a depot may set up a hundred at once. */
  newPairingCode: { address: [{ most: 240, within: minutes(10) }], countsLoopback: true },
  /** A kiosk that proves its key: once in some minutes. `subject` is the key. */
  kioskSignIn: { subject: [{ most: 30, within: minutes(10) }], address: [{ most: 1200, within: minutes(10) }], countsLoopback: true },
  /**
   * Asking for help without being a paired kiosk: a third party's page, or a demonstration kiosk. One person needs half a
   * minute at a kiosk, so a booth comes to 20 in ten minutes and three of them behind one address stay below. Some 22 teams of
   * a commune have room for about 110 requests: the hour's window is below that, so no address fills a commune in an hour.
   * Whoever asks from this very machine runs it: the bench and the tests ask hundreds of times.
   */
  askForHelp: { address: [{ most: 60, within: minutes(10) }, { most: 100, within: hours(1) }], countsLoopback: false },
  /** Asking for help at a paired kiosk, by kiosk, whatever its address: twice what people can do at one screen. */
  askAtKiosk: { principal: [{ most: 40, within: minutes(10) }], countsLoopback: false },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof limits;
