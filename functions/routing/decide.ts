import type { Holidays } from '../core/public-holidays.ts';
import { serviceMomentOf } from '../core/service-hours.ts';
import type { ServiceMoment } from '../core/service-hours.ts';
import { canTakeNow, reachMetres } from './eligibility.ts';
import type { Question } from './eligibility.ts';
import { geodesicMetres, longestGeodesic, shortestGeodesic } from './geodesic.ts';
import type { LivePage } from './live-page.ts';
import { nearestEligible } from './nearest.ts';
import type { FoundTeam, RankedTeam, Verdict } from './nearest.ts';
import { findTeam } from './routing-view.ts';
import type { RoutingView } from './routing-view.ts';
import { fits, streamOf } from './team-stream.ts';
import type { TeamStream } from './team-stream.ts';

/** A team that can take the request now. Whoever offers it takes the place in `communeCode`'s live page. */
export type Candidate = {
  readonly teamId: string;
  readonly communeCode: string;
  /** Good to a centimetre up to 100 km. */
  readonly distanceMetres: number;
  readonly boothShift: boolean;
};

export type LivePages = ReadonlyMap<string, LivePage>;

/** How far ahead to look for pages that the decision may need: whichever of the two comes first. */
export type LookAhead = { readonly teams: number; readonly pages: number };

export type Outcome =
  | { readonly type: 'DECIDED'; readonly candidates: readonly Candidate[] }
  /** The live pages of these communes, nearest first, are needed to decide. */
  | { readonly type: 'PAGES_NEEDED'; readonly communeCodes: readonly string[] };

/** Pure: the same teams, pages and question give the same outcome. */
export const decide = (
  view: RoutingView,
  question: Question,
  pages: LivePages,
  holidays: Holidays,
  ahead: LookAhead,
): Outcome => {
  const moment = serviceMomentOf(question.now, holidays);
  const booth = judgeBooth(view, question, pages, moment);
  const passedOver = teamsPassedOver(question);
  const stream = streamOf(view, question);
  const judge = (current: TeamStream): Verdict => judgeTeam(current, question, pages, moment, passedOver);
  if (booth.unknown.length > 0) return needed(stream, judge, pages, new Set(booth.unknown), ahead, 0);
  const ranked = nearestEligible(stream, question.at, question.first, judge, booth.eligible);
  if (ranked !== undefined) return { type: 'DECIDED', candidates: ranked.map(candidateOf) };
  return needed(stream, judge, pages, new Set([stream.teams.communeAt(stream.row)]), ahead, 1);
};

const NOBODY: ReadonlySet<string> = new Set();

/** Teams that are not to be found by distance: those not to be asked, and those that the booth has judged. Mostly none. */
const teamsPassedOver = ({ exclude, boothTeamIds }: Question): ReadonlySet<string> =>
  exclude.length === 0 && boothTeamIds.length === 0 ? NOBODY : new Set([...exclude, ...boothTeamIds]);

const candidateOf = ({ teams, row, distanceMetres, boothShift }: RankedTeam): Candidate => ({
  teamId: teams.idAt(row),
  communeCode: teams.communeAt(row),
  distanceMetres,
  boothShift,
});

const judgeTeam = (
  { teams, row, chord }: TeamStream,
  question: Question,
  pages: LivePages,
  moment: ServiceMoment,
  passedOver: ReadonlySet<string>,
): Verdict => {
  const id = teams.idAt(row);
  if (passedOver.size > 0 && passedOver.has(id)) return 'NOT_ELIGIBLE';
  const reach = reachMetres(teams.profileAt(row).reachKm, question.reachKm);
  if (shortestGeodesic(chord) > reach) return 'NOT_ELIGIBLE';
  // Only within a hair of the reach does it take the exact distance to tell.
  if (longestGeodesic(chord) > reach && geodesicMetres(question.at, teams.positionAt(row)) > reach) return 'NOT_ELIGIBLE';
  const page = pages.get(teams.communeAt(row));
  if (page === undefined) return 'UNKNOWN';
  const live = page.teams[id];
  return live !== undefined && canTakeNow(live, question.now, moment, false) ? 'ELIGIBLE' : 'NOT_ELIGIBLE';
};

/** Teams on shift at the booth are at distance 0 and within reach of the mode; the rest of the rules holds for them too. */
const judgeBooth = (
  view: RoutingView,
  question: Question,
  pages: LivePages,
  moment: ServiceMoment,
): { readonly eligible: readonly FoundTeam[]; readonly unknown: readonly string[] } => {
  const eligible: FoundTeam[] = [];
  const unknown: string[] = [];
  for (const id of new Set(question.boothTeamIds)) {
    if (question.exclude.includes(id)) continue;
    const found = findTeam(view, id);
    if (found === undefined || !fits(found.teams, found.row, question)) continue;
    const communeCode = found.teams.communeAt(found.row);
    const page = pages.get(communeCode);
    if (page === undefined) unknown.push(communeCode);
    const live = page?.teams[id];
    if (live !== undefined && canTakeNow(live, question.now, moment, true)) {
      eligible.push({ ...found, chord: 0, boothShift: true });
    }
  }
  return { eligible, unknown };
};

/** The pages that are missing, and those of the teams that come next. */
const needed = (
  stream: TeamStream,
  judge: (stream: TeamStream) => Verdict,
  pages: LivePages,
  communeCodes: Set<string>,
  ahead: LookAhead,
  teamsSeen: number,
): Outcome => {
  let teams = teamsSeen;
  while (teams < ahead.teams && communeCodes.size < ahead.pages && stream.next()) {
    if (pages.has(stream.teams.communeAt(stream.row)) || judge(stream) !== 'UNKNOWN') continue;
    teams += 1;
    communeCodes.add(stream.teams.communeAt(stream.row));
  }
  return { type: 'PAGES_NEEDED', communeCodes: [...communeCodes] };
};
