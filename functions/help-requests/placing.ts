import type { Instant } from '../core/clock.ts';
import { parseServiceHours } from '../core/service-hours.ts';
import type { WeeklyHours } from '../core/service-hours.ts';
import type { Kiosk } from '../kiosks/kiosk.ts';
import type { DecisionRecord } from '../routing/route.ts';
import type { RoutingMode, Topic } from '../topics/topic.ts';
import type { SaveOutcome } from './help-request-store.dynamo.ts';
import type { HelpRequest } from './help-request.ts';
import { retryAfter } from './due.ts';
import type { Candidate, PlacingParts } from './parts.ts';
import { offerExpiry, promiseFor, warningsFor, type Counting, type PromiseQuestion } from './promise.ts';

/** After this many teams the commune's support contact point sees the request too (product.md, "Routing"). */
export const TEAMS_BEFORE_ESCALATION = 3;

/** Candidates asked for at once: the second and third are there when somebody else takes the first one's last place. */
const CANDIDATES_AT_ONCE = 3;

/** Rounds of candidates who all lost their last place while we tried: after that the commune is told, and nothing waits. */
const MOST_ROUNDS = 8;

export type PlacementPlan = {
  readonly after: HelpRequest;
  readonly taker: Candidate | undefined;
  readonly decision: DecisionRecord;
};

export type Placement = { readonly outcome: SaveOutcome; readonly after: HelpRequest };

/** Nobody can take it: it stands before the commune's contact point and routing is asked again. */
const unplaced = (
  parts: PlacingParts,
  waiting: HelpRequest,
  kiosk: Kiosk,
  nobodyCould: HelpRequest['nobodyCould'],
  now: Instant,
): HelpRequest => {
  const told = { ...waiting, ...escalation(parts, waiting, kiosk, now) };
  return { ...told, offer: undefined, nobodyCould, retryAt: retryAfter(told, now) };
};

/** Before the commune's contact point from now on, or since before; and when the province's follows. */
const escalation = (parts: PlacingParts, waiting: HelpRequest, kiosk: Kiosk, now: Instant) => {
  const escalatedAt = waiting.escalatedAt ?? now;
  const counting = promiseQuestion(parts, waiting.topicCode, kiosk, { mode: waiting.mode, askedAt: escalatedAt });
  return {
    escalatedAt,
    provinceDueAt: waiting.provinceDueAt ?? offerExpiry(counting, parts.catalogue.provinceAfterMinutes[waiting.mode]),
  };
};

/** Teams with members on shift at this kiosk's booth now. */
export const teamsOnShift = (kiosk: Kiosk, now: Instant): string[] =>
  kiosk.shifts.filter((shift) => shift.from <= now && now < shift.until).map((shift) => shift.teamCode);

/**
 * Puts a waiting request before the nearest team that can really take it. `attempt` saves one plan: taking the place in
 * the team's capacity and writing the request is one transaction, and when the place is gone the next candidate is tried.
 * With no candidate the request is escalated.
 */
export const placeRequest = async (
  parts: PlacingParts,
  waiting: HelpRequest,
  kiosk: Kiosk,
  now: Instant,
  attempt: (plan: PlacementPlan) => Promise<SaveOutcome>,
): Promise<Placement> => {
  const passedOver = [...waiting.declinedBy];
  for (let round = 1; ; round += 1) {
    const { candidates, decision, nobodyCould } = await parts.router.nearestTeams({
      ...routingQuestion(parts, waiting, kiosk, now),
      exclude: passedOver,
      first: CANDIDATES_AT_ONCE,
    });
    for (const taker of round > MOST_ROUNDS ? [] : candidates) {
      const after = offered(parts, waiting, kiosk, taker, now);
      const outcome = await attempt({ after, taker, decision });
      if (outcome !== 'NO_PLACE') return { outcome, after };
      passedOver.push(taker.teamId);
    }
    if (candidates.length === 0 || round > MOST_ROUNDS) {
      const after = unplaced(parts, waiting, kiosk, nobodyCould, now);
      return { outcome: await attempt({ after, taker: undefined, decision }), after };
    }
  }
};

export const knownKiosk = async (parts: Pick<PlacingParts, 'kiosks'>, code: string): Promise<Kiosk> => {
  const kiosk = await parts.kiosks.kiosk(code);
  if (kiosk === undefined) throw new Error(`a help request names a kiosk that is not there: ${code}`);
  return kiosk;
};

const routingQuestion = (parts: PlacingParts, request: HelpRequest, kiosk: Kiosk, now: Instant) => {
  const reach = parts.catalogue.reach[request.mode];
  return {
    at: request.position,
    skill: request.skillCode,
    language: request.language,
    reachKm: reach.km,
    ...(reach.sameCommune ? { withinCommune: request.communeCode } : {}),
    now,
    boothTeamIds: teamsOnShift(kiosk, now),
  };
};

const offered = (
  parts: PlacingParts,
  waiting: HelpRequest,
  kiosk: Kiosk,
  taker: Candidate,
  now: Instant,
): HelpRequest => ({
  ...waiting,
  ...(waiting.escalatedAt !== undefined || waiting.declinedBy.length >= TEAMS_BEFORE_ESCALATION
    ? escalation(parts, waiting, kiosk, now)
    : {}),
  retryAt: undefined,
  nobodyCould: undefined,
  offer: {
    teamCode: taker.teamId,
    communeCode: taker.communeCode,
    distanceMetres: taker.distanceMetres,
    offeredAt: now,
    expiresAt: offerExpiry(
      promiseQuestion(parts, waiting.topicCode, kiosk, { mode: waiting.mode, askedAt: now }),
      parts.catalogue.offerMinutes[waiting.mode],
    ),
  },
});

type Asking = { readonly mode: RoutingMode; readonly askedAt: Instant; readonly appointmentAt?: Instant | undefined };

/** The promise for an asking of this topic at this kiosk, and when it warns. */
export const promisesOf = (
  parts: PlacingParts,
  topicCode: string,
  kiosk: Kiosk,
  asking: Asking,
): Pick<HelpRequest, 'promise' | 'warnAt'> => {
  const question = promiseQuestion(parts, topicCode, kiosk, asking);
  return { promise: promiseFor(question), warnAt: warningsFor(question) };
};

/** Which time counts for this request, for what begins at `at`. */
export const countingOf = (parts: PlacingParts, request: HelpRequest, kiosk: Kiosk, at: Instant): Counting =>
  promiseQuestion(parts, request.topicCode, kiosk, { mode: request.mode, askedAt: at });

const promiseQuestion = (
  parts: PlacingParts,
  topicCode: string,
  kiosk: Kiosk,
  asking: Asking,
): PromiseQuestion => ({
  ...asking,
  promise: knownTopic(parts, topicCode).promises[asking.mode],
  serviceHours: knownHours(parts.catalogue.serviceHours),
  ...(teamsOnShift(kiosk, asking.askedAt).length > 0 ? { boothHours: knownHours(kiosk.openingHours) } : {}),
  holidays: parts.holidays,
});

const knownTopic = (parts: PlacingParts, code: string): Topic => {
  const topic = parts.topicByCode(code);
  if (topic === undefined) throw new Error(`a help request has a topic that the catalogue lacks: ${code}`);
  return topic;
};

/** Hours that were checked when they were written: unreadable ones are a fault of ours. */
const knownHours = (text: string): WeeklyHours => {
  const parsed = parseServiceHours(text);
  if (!parsed.ok) throw new Error(`unreadable service hours: ${parsed.failure.reason} in ${parsed.failure.part}`);
  return parsed.value;
};
