import type { Instant } from '../core/clock.ts';
import { days, epochSecondsOf, plusMilliseconds, vietnamDayOf } from '../core/clock.ts';
import { hashSecret } from '../core/ids.ts';
import { fail, succeed } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { anonymous } from '../identity/principal.ts';
import type { Kiosk } from '../kiosks/kiosk.ts';
import type { Topic } from '../topics/topic.ts';
import { admitAsk, type AskedBy } from './admit-ask.ts';
import type { Ask, CheckedAsk } from './ask.ts';
import { checkAppointmentAhead, checkAsk } from './ask.ts';
import type { RequestHelpFailure } from './failures.ts';
import { invalid } from './failures.ts';
import type { HelpRequest, HelpRequestChange } from './help-request.ts';
import type { HelpRequestParts } from './parts.ts';
import { placeRequest, promisesOf } from './placing.ts';

/** A day's counter of ticket numbers is of no use after the day; two days allow for a clock that is wrong. */
const COUNTER_LIVES = days(2);

/** Conflicts with other writers before a fault is admitted; each is answered by reading again. */
const MOST_CONFLICTS = 8;

/**
 * A resident asks for help. Kept, in this order: the sealed contact (which runs out by itself unless the request
 * follows), then the request, its history, its decision and the team's place in one transaction. Sending the same ask
 * again gives the same request.
 */
export const requestHelp = async (
  parts: HelpRequestParts,
  ask: Ask,
  by: AskedBy = { principal: anonymous },
): Promise<Result<HelpRequest, RequestHelpFailure>> => {
  const now = parts.clock();
  const checked = checkAsk(ask);
  if (!checked.ok) return checked;
  const [earlier, kiosk] = await Promise.all([
    parts.store.request(checked.value.id),
    parts.kiosks.kiosk(checked.value.kiosk),
  ]);
  if (earlier !== undefined) return sameAsBefore(earlier, checked.value);
  const tooLate = checkAppointmentAhead(checked.value, now);
  if (tooLate !== undefined) return fail(tooLate);
  const known = checkAgainstData(parts, checked.value, kiosk);
  if (!known.ok) return known;
  const admitted = await admitAsk(parts, checked.value, known.value.kiosk, by);
  if (!admitted.ok) return admitted;
  await keepContact(parts, checked.value);
  return saveNew(parts, await newRequest(parts, checked.value, known.value, now), known.value.kiosk, now);
};

const sameAsBefore = (
  earlier: HelpRequest,
  { contentHash }: { readonly contentHash: string },
): Result<HelpRequest, RequestHelpFailure> =>
  earlier.contentHash === contentHash ? succeed(earlier) : fail({ type: 'IdAlreadyUsed' });

type Known = { readonly kiosk: Kiosk; readonly topic: Topic };

const checkAgainstData = (
  parts: HelpRequestParts,
  ask: CheckedAsk,
  kiosk: Kiosk | undefined,
): Result<Known, RequestHelpFailure> => {
  if (kiosk === undefined) return fail({ type: 'NotFound', kind: 'KIOSK' });
  const topic = parts.topicByCode(ask.topic);
  if (topic === undefined) return fail({ type: 'NotFound', kind: 'TOPIC' });
  if (!parts.knowsLanguage(ask.language)) return fail(invalid('UNKNOWN_LANGUAGE', 'language'));
  if (ask.contact !== undefined) {
    if (ask.contact.consentVersion !== parts.contacts.consentVersion) return fail({ type: 'ConsentOutdated' });
    if (!parts.contacts.isSealed(ask.contact.jwe)) return fail(invalid('NOT_SEALED', 'contact', 'jwe'));
  }
  return succeed({ kiosk, topic });
};

const keepContact = async (parts: HelpRequestParts, { id, contact }: CheckedAsk): Promise<void> => {
  if (contact !== undefined) await parts.contacts.keepContact({ requestId: id, ...contact });
};

const newRequest = async (
  parts: HelpRequestParts,
  ask: CheckedAsk,
  { kiosk, topic }: Known,
  now: Instant,
): Promise<HelpRequest> => {
  const day = vietnamDayOf(now);
  const expiresAt = epochSecondsOf(plusMilliseconds(now, COUNTER_LIVES));
  const number = await parts.store.nextTicketNumber(kiosk.code, day, expiresAt);
  return {
    id: ask.id,
    revision: 1,
    state: 'WAITING',
    ticket: { number: `${kiosk.letter}-${String(number).padStart(4, '0')}`, day },
    topicCode: topic.code,
    skillCode: topic.skillCode,
    mode: ask.mode,
    language: ask.language,
    kioskCode: kiosk.code,
    ...(await placeToday(parts, kiosk)),
    position: ask.at ?? kiosk.position,
    appointmentAt: ask.appointmentAt,
    onBehalf: ask.onBehalf,
    requestedAt: now,
    trackingHash: hashSecret(ask.trackingSecret),
    contentHash: ask.contentHash,
    hasContact: ask.contact !== undefined,
    declinedBy: [],
    ...promisesOf(parts, topic.code, kiosk, { mode: ask.mode, askedAt: now, appointmentAt: ask.appointmentAt }),
    demonstration: kiosk.demonstration,
  };
};

/** By the list in force, also where the kiosk has not been moved to it yet. */
const placeToday = async (parts: HelpRequestParts, { unitVersion, communeCode }: Kiosk): Promise<Pick<HelpRequest, 'unitVersion' | 'communeCode'>> => {
  const place = await parts.placeOf(unitVersion, communeCode);
  return place === undefined ? { unitVersion, communeCode } : { unitVersion: place.unitVersion, communeCode: place.communeCode };
};

const saveNew = async (
  parts: HelpRequestParts,
  request: HelpRequest,
  kiosk: Kiosk,
  now: Instant,
): Promise<Result<HelpRequest, RequestHelpFailure>> => {
  for (let conflicts = 0; conflicts < MOST_CONFLICTS; conflicts += 1) {
    const { outcome, after } = await placeRequest(parts, request, kiosk, now, ({ after: next, taker, decision }) =>
      parts.store.save({
        before: undefined,
        startsFrom: [],
        after: next,
        change: asked(next, now),
        decision,
        places: parts.placeWrites(
          taker === undefined ? {} : { take: { teamCode: taker.teamId, communeCode: taker.communeCode } },
        ),
      }),
    );
    if (outcome === 'SAVED') return succeed(after);
    const earlier = await parts.store.request(request.id);
    if (earlier !== undefined) return sameAsBefore(earlier, request);
  }
  throw new Error('a new help request met a conflict each time it was saved');
};

/** The first line of the history. Its change id is the request's own: one asking, one id. */
const asked = (request: HelpRequest, now: Instant): HelpRequestChange => ({
  requestId: request.id,
  changeId: request.id,
  contentHash: request.contentHash,
  revision: request.revision,
  kind: 'REQUESTED',
  at: now,
  actor: { kind: 'KIOSK', kioskCode: request.kioskCode },
  stateAfter: request.state,
});
