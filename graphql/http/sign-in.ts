import type { Context as HonoContext } from 'hono';
import { sessionCookies } from '../../functions/identity/credentials.ts';
import { SIGN_IN_LASTS, type BeginFailure, type FinishFailure } from '../../functions/identity/officials.ts';
import { currentAsking, currentLanguage } from '../base/asking.ts';
import type { Station } from '../base/station.ts';
import { refuse } from './answer.ts';
import { plainPage, plainPagePolicy, type PlainPage } from './plain-page.ts';
import { signInWords } from './sign-in-words.ts';

/**
 * `GET /sign-in?to=/console/…` sends an official to their issuer; `GET /sign-in/callback` takes them back. They are pages for
 * people, so what goes wrong is said on a page.
 */
export const beginSignIn = async ({ officials, identity }: Station, context: HonoContext): Promise<Response> => {
  if (context.req.method !== 'GET') return refuse(context, 'METHOD_NOT_ALLOWED', { allow: 'GET' });
  const begun = await officials.begin(pathOfOurs(context.req.query('to')), currentAsking()?.address ?? '');
  if (!begun.ok) return refusal(context, begun.failure);
  return context.body(null, 302, {
    location: begun.value.location,
    'set-cookie': beginningCookie(begun.value.secret, identity.secure, SIGN_IN_LASTS / 1000),
  });
};

export const finishSignIn = async ({ officials, identity }: Station, context: HonoContext): Promise<Response> => {
  if (context.req.method !== 'GET') return refuse(context, 'METHOD_NOT_ALLOWED', { allow: 'GET' });
  const finished = await officials.finish(new URL(context.req.url).search.slice(1), secretIn(context.req.header('cookie'), identity.secure));
  if (!finished.ok) return refusal(context, finished.failure);
  const { tokens, official, to } = finished.value;
  const words = signInWords[currentLanguage()];
  // A redirect from here would still be the issuer's, and carry no strict cookie: this page leads on by itself.
  const answer = page(context, 200, { title: words.signedIn(official.displayName), lines: [], links: [{ to, label: words.goOn }], leadsTo: to });
  for (const cookie of [...sessionCookies(tokens, identity.secure), beginningCookie('', identity.secure, 0)]) answer.headers.append('set-cookie', cookie);
  return answer;
};

/** Only pages of this origin may follow: anything else leads to the console's beginning. */
const pathOfOurs = (to: string | undefined): string => (to !== undefined && to.length <= 500 && /^\/console\/[\w\-./?=&%#]*$/u.test(to) && !to.includes('//') ? to : '/console/');

const statuses = { SignInNotSetUp: 503, IssuerUnavailable: 503, TooManyTries: 429, SignInUnknown: 400, SignInRefused: 403, SignInBroken: 400, NoOffice: 403 } as const;

const refusal = (context: HonoContext, failure: BeginFailure | FinishFailure): Response => {
  currentAsking()?.failed(failure.type);
  if ('cause' in failure) currentAsking()?.fault(failure.cause);
  const words = signInWords[currentLanguage()];
  const { message, nextStep } = failure.type === 'TooManyTries' ? words.tooManyTries(Math.ceil(failure.waitSeconds / 60)) : words.refused[failure.type];
  const answer = page(context, statuses[failure.type], { title: message, lines: [nextStep], links: [{ to: '/sign-in', label: words.again }] });
  if (failure.type === 'TooManyTries') answer.headers.set('retry-after', String(failure.waitSeconds));
  return answer;
};

const page = (context: HonoContext, status: 200 | 400 | 403 | 429 | 503, words: Omit<PlainPage, 'language'>): Response =>
  context.html(plainPage({ language: currentLanguage(), ...words }), status, { 'content-security-policy': plainPagePolicy, vary: 'accept-language' });

/** Lax: the browser has to send it when the issuer leads back. It opens nothing by itself. */
const beginningName = (secure: boolean): string => (secure ? '__Host-sign-in' : 'sign-in');

const beginningCookie = (secret: string, secure: boolean, maxAgeSeconds: number): string =>
  `${beginningName(secure)}=${secret}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;

const secretIn = (cookie: string | undefined, secure: boolean): string | undefined =>
  cookie
    ?.split(';')
    .map((part) => part.trim().split('='))
    .find(([name]) => name === beginningName(secure))?.[1];
