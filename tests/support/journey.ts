import { test as base, type Browser, type Page } from '@playwright/test';
import { joinTeam, PHONE_SCREEN } from './phone.ts';
import { startSystem, type RunningSystem } from './running-system.ts';

/** A volunteer of the demonstration, whose phone is signed in once and opened as often as a journey wants. */
export type Volunteer = {
  readonly memberName: string;
  readonly teamName: string;
  /** Their phone, in a browser context of its own that ends with the test. */
  readonly openPhone: () => Promise<Page>;
};

type Sessions = {
  readonly signIn: (at: number) => Promise<State>;
  readonly keepCookies: (at: number, cookies: State['cookies']) => void;
};

type State = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>;

const PHONE = { viewport: PHONE_SCREEN, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', hasTouch: true, isMobile: true } as const;

/**
 * `test` for journeys: `system` is a whole system of the worker's own, on a free port with a data folder of its own, and
 * `page` opens its addresses by path. `volunteer(0)` is the first who is invited; 0 and 1 are of the team nearest to the
 * kiosk, 2 and 3 of the next. Journeys share a system unless they say `test.use({ systemOf: '…' })`: those that count on
 * empty queues have one to themselves. `teams` says how many there are; the first stands nearest to the kiosk.
 */
export const test = base.extend<
  { baseURL: string; volunteer: (at: number) => Promise<Volunteer> },
  { systemOf: string; teams: number | undefined; system: RunningSystem; sessions: Sessions }
>({
  systemOf: ['all journeys', { scope: 'worker', option: true }],
  teams: [undefined, { scope: 'worker', option: true }],
  system: [
    async ({ systemOf: _systemOf, teams }, use) => {
      const system = await startSystem(teams === undefined ? {} : { teams });
      try {
        await use(system);
      } finally {
        await system.stop();
      }
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: async ({ system }, use) => {
    await use(system.origin);
  },
  // An invitation works once, so each is used once in a worker, and its session is handed on.
  sessions: [
    async ({ system, browser }, use) => {
      const states = new Map<number, Promise<State>>();
      const join = async (at: number): Promise<State> => {
        const context = await browser.newContext({ ...PHONE, baseURL: system.origin });
        await joinTeam(await context.newPage(), invitationOf(system, at).link);
        const state = await context.storageState();
        await context.close();
        return state;
      };
      await use({
        signIn: (at) => {
          const known = states.get(at) ?? join(at);
          states.set(at, known);
          return known;
        },
        keepCookies: (at, cookies) => {
          // One who signed out has none, and cannot come in again: the invitation is used.
          const known = states.get(at);
          if (known !== undefined && cookies.length > 0) states.set(at, known.then((state) => ({ ...state, cookies })));
        },
      });
    },
    { scope: 'worker' },
  ],
  volunteer: async ({ system, sessions: { signIn, keepCookies }, browser }, use) => {
    const opened: { readonly page: Page; readonly at: number }[] = [];
    await use(async (at) => {
      const { memberName, teamName } = invitationOf(system, at);
      const storageState = await signIn(at);
      return {
        memberName,
        teamName,
        openPhone: async () => {
          const context = await browser.newContext({ ...PHONE, baseURL: system.origin, storageState });
          const page = await context.newPage();
          opened.push({ page, at });
          await page.goto('/phone/');
          return page;
        },
      };
    });
    for (const { page, at } of opened) {
      // A session's refresh token works once, so the next phone goes on with the one that this phone has by now.
      keepCookies(at, (await page.context().storageState()).cookies);
      await page.context().close();
    }
  },
});

const invitationOf = (system: RunningSystem, at: number) => {
  const invitation = system.invitations[at];
  if (invitation === undefined) throw new Error(`The demonstration printed no invitation number ${at}.`);
  return invitation;
};

export { expect } from '@playwright/test';
