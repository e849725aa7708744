import type { Holidays } from '../core/public-holidays.ts';
import { serviceMomentOf } from '../core/service-hours.ts';
import { reachMetres } from './eligibility.ts';
import type { Question } from './eligibility.ts';
import { geodesicMetres } from './geodesic.ts';
import { hasRoom, isOnDuty } from './live-page.ts';
import type { PagesAtHand } from './page-at-hand.ts';
import type { RoutingView } from './routing-view.ts';
import type { TeamSet } from './team-set.ts';

/** What stood in the way, from the nearest miss to the farthest. `ALL_ASKED`: each team that could has been asked. */
export type NobodyReason = 'NO_CAPACITY' | 'NOBODY_ON_DUTY' | 'ALL_ASKED' | 'NO_LANGUAGE' | 'NO_TOPIC' | 'NONE_IN_REACH';

/** Why no team could take a request. The five counts add up to `inReach`: each team counts for what first stood in its way. */
export type NobodyCould = {
  readonly reason: NobodyReason;
  /** Active teams within reach, on shift at the booth included. */
  readonly inReach: number;
  /** They do not help with this topic. */
  readonly withoutTopic: number;
  readonly withoutLanguage: number;
  /** They were asked before: declined, or let the offer run out. */
  readonly asked: number;
  readonly offDuty: number;
  /** On duty, and as many open requests as they can hold. */
  readonly full: number;
};

type Count = Exclude<keyof NobodyCould, 'reason' | 'inReach'>;

/** A degree of latitude is 110,574 to 111,694 m on WGS84: teams farther apart in latitude than this are out of reach for sure. */
const METRES_PER_DEGREE = 110_574;

/**
 * Looks at every active team within reach, also those that routing passes over. For a question to which routing found no
 * team, with the pages that it read: it has then read the page of each team that fits. Walks over all teams once (about
 * 75,000), so it is asked when nobody was found and not at each decision.
 */
export const whyNobody = (view: RoutingView, question: Question, pages: PagesAtHand, holidays: Holidays): NobodyCould => {
  const counts: Record<Count, number> = { withoutTopic: 0, withoutLanguage: 0, asked: 0, offDuty: 0, full: 0 };
  const moment = serviceMomentOf(question.now, holidays);
  const asked = new Set(question.exclude);
  const atBooth = new Set(question.boothTeamIds);

  const inTheWay = (teams: TeamSet, row: number, id: string): Count => {
    const { skills, languages } = teams.profileAt(row);
    if (!skills.includes(question.skill)) return 'withoutTopic';
    if (!languages.includes(question.language)) return 'withoutLanguage';
    if (asked.has(id)) return 'asked';
    const live = pages.get(teams.communeAt(row))?.page.teams.get(id);
    const onDuty = live !== undefined && isOnDuty(live.duty, question.now, moment, atBooth.has(id));
    return onDuty && !hasRoom(live) ? 'full' : 'offDuty';
  };

  let inReach = 0;
  for (const { teams, hidden } of view.parts) {
    for (const row of rowsIn(teams, question)) {
      if (hidden?.[row] === 1 || teams.profileAt(row).status !== 'ACTIVE') continue;
      const near = isInReach(teams, row, question);
      // Reading an id costs more than judging a distance, and nearly all teams are far away.
      if (!near && atBooth.size === 0) continue;
      const id = teams.idAt(row);
      if (!near && !atBooth.has(id)) continue;
      inReach += 1;
      counts[inTheWay(teams, row, id)] += 1;
    }
  }
  return { reason: reasonOf(counts), inReach, ...counts };
};

/** All rows; where only one commune counts, its teams and those at the booth, which may come from another. */
const rowsIn = (teams: TeamSet, { withinCommune, boothTeamIds }: Question): Iterable<number> => {
  if (withinCommune === undefined) return Array.from({ length: teams.count }, (_, row) => row);
  const atBooth = boothTeamIds.map((id) => teams.rowOf(id)).filter((row) => row >= 0);
  const { first, end } = teams.placesOfCommune(withinCommune);
  const there = Array.from({ length: end - first }, (_, at) => teams.rowAt(first + at));
  return new Set([...there, ...atBooth]);
};

const isInReach = (teams: TeamSet, row: number, { at, reachKm }: Question): boolean => {
  const reach = reachMetres(teams.profileAt(row).reachKm, reachKm);
  const there = teams.positionAt(row);
  if (Math.abs(there.lat - at.lat) * METRES_PER_DEGREE > reach) return false;
  return geodesicMetres(at, there) <= reach;
};

const reasonOf = (counts: Readonly<Record<Count, number>>): NobodyReason => {
  if (counts.full > 0) return 'NO_CAPACITY';
  if (counts.offDuty > 0) return 'NOBODY_ON_DUTY';
  if (counts.asked > 0) return 'ALL_ASKED';
  if (counts.withoutLanguage > 0) return 'NO_LANGUAGE';
  return counts.withoutTopic > 0 ? 'NO_TOPIC' : 'NONE_IN_REACH';
};
