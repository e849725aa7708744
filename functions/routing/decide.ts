import type { Holidays } from '../core/public-holidays.ts';
import { serviceMomentOf } from '../core/service-hours.ts';
import type { ServiceMoment } from '../core/service-hours.ts';
import { reachMetres } from './eligibility.ts';
import type { Question } from './eligibility.ts';
import { geodesicMetres, longestGeodesic, shortestGeodesic } from './geodesic.ts';
import { nearestEligible } from './nearest.ts';
import type { Candidate, FoundTeam, Verdict } from './nearest.ts';
import { anyoneMayTake, mayTake, mayTakeAtBooth } from './page-at-hand.ts';
import type { PagesAtHand } from './page-at-hand.ts';
import { findTeam } from './routing-view.ts';
import type { RoutingView } from './routing-view.ts';
import type { TeamSet } from './team-set.ts';
import { fits, streamOf } from './team-stream.ts';
import type { TeamStream } from './team-stream.ts';

/** How far ahead to look for pages that the decision may need. */
export type LookAhead = {
  /** So many teams of which nothing is known are looked ahead; fewer when others are likely to be eligible. */
  readonly teams: number;
  /** The most pages at once. */
  readonly pages: number;
  /** Pages as they were read some time ago. They say which pages are likely to be needed, and decide nothing. */
  readonly lastSeen?: PagesAtHand | undefined;
};

export type Outcome =
  | { readonly type: 'DECIDED'; readonly candidates: readonly Candidate[] }
  /** The live pages of these communes, nearest first, are needed to decide. */
  | { readonly type: 'PAGES_NEEDED'; readonly communeCodes: readonly string[] };

/** Pure: the same teams, pages and question give the same outcome. */
export const decide = (
  view: RoutingView,
  question: Question,
  pages: PagesAtHand,
  holidays: Holidays,
  ahead: LookAhead,
): Outcome => {
  const moment = serviceMomentOf(question.now, holidays);
  const booth = judgeBooth(view, question, pages, moment);
  const passedOver = teamsPassedOver(question);
  // Where everybody can, asking communes first would be in vain; where somebody cannot, whole communes often sleep.
  let somebodyCannot = false;
  const asleep = (teams: TeamSet, commune: number): boolean => {
    if (!somebodyCannot) return false;
    const page = pages.of(teams, commune);
    return page !== undefined && !anyoneMayTake(page, question.now, moment);
  };
  const stream = streamOf(view, question, asleep);
  const judgeBy = (known: PagesAtHand | undefined) => (current: TeamStream): Verdict => {
    const verdict = judgeTeam(current, question, known, moment, passedOver);
    if (verdict === 'NOT_ELIGIBLE') somebodyCannot = true;
    return verdict;
  };
  const judge = judgeBy(pages);
  const pagesNeeded = (first: readonly string[]): Outcome =>
    needed({ stream, judge, likely: judgeBy(ahead.lastSeen), ahead, first: question.first }, first);
  if (booth.unknown.length > 0) return pagesNeeded(booth.unknown);
  const candidates = nearestEligible(stream, question.at, question.first, judge, booth.eligible);
  if (candidates !== undefined) return { type: 'DECIDED', candidates };
  return pagesNeeded([communeOf(stream)]);
};

const communeOf = ({ teams, place }: TeamStream): string => teams.communeAtPlace(place);

const NOBODY: ReadonlySet<string> = new Set();

/** Teams that are not to be found by distance: those not to be asked, and those that the booth has judged. Mostly none. */
const teamsPassedOver = ({ exclude, boothTeamIds }: Question): ReadonlySet<string> =>
  exclude.length === 0 && boothTeamIds.length === 0 ? NOBODY : new Set([...exclude, ...boothTeamIds]);

const judgeTeam = (
  stream: TeamStream,
  question: Question,
  pages: PagesAtHand | undefined,
  moment: ServiceMoment,
  passedOver: ReadonlySet<string>,
): Verdict => {
  const { teams, place, chord } = stream;
  if (passedOver.size > 0 && passedOver.has(teams.idAt(teams.rowAt(place)))) return 'NOT_ELIGIBLE';
  const reach = reachMetres(teams.reachKmAt(place), question.reachKm);
  if (shortestGeodesic(chord) > reach) return 'NOT_ELIGIBLE';
  // Only within a hair of the reach does it take the exact distance to tell.
  if (longestGeodesic(chord) > reach && geodesicMetres(question.at, teams.positionAt(teams.rowAt(place))) > reach) return 'NOT_ELIGIBLE';
  const page = pages?.of(teams, teams.communeNumberAt(place));
  if (page === undefined) return 'UNKNOWN';
  return mayTake(page, teams, place, question.now, moment) ? 'ELIGIBLE' : 'NOT_ELIGIBLE';
};

type BoothVerdict = { readonly eligible: readonly FoundTeam[]; readonly unknown: readonly string[] };

const NO_BOOTH: BoothVerdict = { eligible: [], unknown: [] };

/** Teams on shift at the booth are at distance 0 and within reach of the mode; the rest of the rules holds for them too. */
const judgeBooth = (
  view: RoutingView,
  question: Question,
  pages: PagesAtHand,
  moment: ServiceMoment,
): BoothVerdict => {
  if (question.boothTeamIds.length === 0) return NO_BOOTH;
  const eligible: FoundTeam[] = [];
  const unknown: string[] = [];
  for (const id of new Set(question.boothTeamIds)) {
    if (question.exclude.includes(id)) continue;
    const found = findTeam(view, id);
    if (found === undefined || !fits(found.teams, found.row, question)) continue;
    const communeCode = found.teams.communeAt(found.row);
    const page = pages.get(communeCode);
    if (page === undefined) unknown.push(communeCode);
    if (page !== undefined && mayTakeAtBooth(page, id, question.now, moment)) {
      eligible.push({ teams: found.teams, place: found.teams.placeOf(found.row), chord: 0, boothShift: true });
    }
  }
  return { eligible, unknown };
};

/** One eligible team more than asked for: what was seen some time ago is not always so any more. */
const SPARE = 1;

type LookingAhead = {
  readonly stream: TeamStream;
  readonly judge: (stream: TeamStream) => Verdict;
  /** The same by what was last seen. */
  readonly likely: (stream: TeamStream) => Verdict;
  readonly ahead: LookAhead;
  /** How many candidates are asked for. */
  readonly first: number;
};

/**
 * The pages of `communeCodes`, which are missing, and those of the teams that come next: until enough teams are likely to be
 * eligible, or enough are unknown, in any mixture of the two.
 */
const needed = ({ stream, judge, likely, ahead, first }: LookingAhead, missing: readonly string[]): Outcome => {
  const communeCodes = new Set(missing);
  let eligible = 0;
  let unknown = 0;
  const look = (): void => {
    const verdict = likely(stream);
    if (verdict === 'ELIGIBLE') eligible += 1;
    if (verdict === 'UNKNOWN') unknown += 1;
  };
  if (stream.place >= 0) look();
  while (eligible / (first + SPARE) + unknown / ahead.teams < 1 && communeCodes.size < ahead.pages && stream.next()) {
    if (judge(stream) !== 'UNKNOWN') continue;
    communeCodes.add(communeOf(stream));
    look();
  }
  return { type: 'PAGES_NEEDED', communeCodes: [...communeCodes] };
};
