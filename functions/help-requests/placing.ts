import type { Instant } from '../core/clock.ts';
import { parseServiceHours } from '../core/service-hours.ts';
import type { WeeklyHours } from '../core/service-hours.ts';
import type { Kiosk } from '../kiosks/kiosk.ts';
import type { DecisionRecord } from '../routing/route.ts';
import type { RoutingMode, Topic } from '../topics/topic.ts';
import type { SaveOutcome } from './help-request-store.dynamo.ts';
import type { HelpRequest, RequestPromise } from './help-request.ts';
import type { Candidate, HelpRequestParts } from './parts.ts';
import { offerExpiry, promiseFor, type PromiseQuestion } from './promise.ts';

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

/** Teams with members on shift at this kiosk's booth now. */
export const teamsOnShift = (kiosk: Kiosk, now: Instant): string[] =>
  kiosk.shifts.filter((shift) => shift.from <= now && now < shift.until).map((shift) => shift.teamCode);

/**
 * Puts a waiting request before the nearest team that can really take it. `attempt` saves one plan: taking the place in
 * the team's capacity and writing the request is one transaction, and when the place is gone the next candidate is tried.
 * With no candidate the request is escalated.
 */
export const placeRequest = async (
  parts: HelpRequestParts,
  waiting: HelpRequest,
  kiosk: Kiosk,
  now: Instant,
  attempt: (plan: PlacementPlan) => Promise<SaveOutcome>,
): Promise<Placement> => {
  const passedOver = [...waiting.declinedBy];
  for (let round = 1; ; round += 1) {
    const { candidates, decision } = await parts.router.nearestTeams({
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
      const after = { ...waiting, escalatedAt: waiting.escalatedAt ?? now };
      return { outcome: await attempt({ after, taker: undefined, decision }), after };
    }
  }
};

const routingQuestion = (parts: HelpRequestParts, request: HelpRequest, kiosk: Kiosk, now: Instant) => {
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
  parts: HelpRequestParts,
  waiting: HelpRequest,
  kiosk: Kiosk,
  taker: Candidate,
  now: Instant,
): HelpRequest => ({
  ...waiting,
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
  escalatedAt:
    waiting.declinedBy.length >= TEAMS_BEFORE_ESCALATION ? (waiting.escalatedAt ?? now) : waiting.escalatedAt,
});

type Asking = { readonly mode: RoutingMode; readonly askedAt: Instant; readonly appointmentAt?: Instant | undefined };

/** The promise for an asking of this topic at this kiosk. */
export const promiseOf = (
  parts: HelpRequestParts,
  topicCode: string,
  kiosk: Kiosk,
  asking: Asking,
): RequestPromise => promiseFor(promiseQuestion(parts, topicCode, kiosk, asking));

const promiseQuestion = (
  parts: HelpRequestParts,
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

const knownTopic = (parts: HelpRequestParts, code: string): Topic => {
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
