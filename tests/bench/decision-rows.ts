import { publicHolidays } from '../../functions/core/public-holidays.ts';
import { decide } from '../../functions/routing/decide.ts';
import type { Question } from '../../functions/routing/eligibility.ts';
import { livePageRow, parseLivePage } from '../../functions/routing/live-page-rows.ts';
import { atHand, PagesAtHand } from '../../functions/routing/page-at-hand.ts';
import type { PageAtHand } from '../../functions/routing/page-at-hand.ts';
import type { RoutingView } from '../../functions/routing/routing-view.ts';
import type { BenchRow } from './bench-section.ts';
import { percentile } from './percentile.ts';
import { asking, FIRSTS, scenarios } from './routing-scenarios.ts';
import type { BenchCountry } from './routing-scenarios.ts';

/** One decision is too short for the clock: the mean of so many is taken, and the quantiles are those of the means. */
const BATCH = 20;

const GOAL_MICROSECONDS = 15;

/** Where the pages of a batch of questions come from. Getting them is not timed. */
type PagesInMemory = { readonly name: string; readonly pagesFor: (questions: readonly Question[]) => PagesAtHand };

/**
 * Time of one decision, distances included: with pages that were read just now, as a routing decides; and with every page of
 * the country, read long ago and jumped among, which no routing does, but which holds a decision to what memory costs.
 */
export const decisionRows = (country: BenchCountry, view: RoutingView, decisions: number): readonly BenchRow[] => {
  const rows = new Map([...country.pages.values()].map((page) => [page.communeCode, JSON.stringify(livePageRow(page))]));
  const { teams } = view.parts[0];
  const readNow = (communeCode: string) => atHand(parseLivePage(JSON.parse(rows.get(communeCode) ?? 'null')), teams);
  const wholeCountry = new PagesAtHand(teams, [...rows.keys()].map(readNow));
  const kinds: readonly PagesInMemory[] = [
    { name: 'pages just read', pagesFor: (questions) => pagesReadFor(view, questions, readNow) },
    { name: 'any page of the country in memory', pagesFor: () => wholeCountry },
  ];
  return FIRSTS.flatMap((first) =>
    scenarios.flatMap((scenario) => {
      const questions = country.places.slice(0, decisions).map((place) => asking(place, first, scenario));
      return kinds.map(({ name, pagesFor }): BenchRow => {
        timed(view, questions, pagesFor);
        const means = timed(view, questions, pagesFor);
        const p50 = percentile(means, 0.5);
        const what = `decision, ${name}, distances included, k = ${first}, ${scenario.name} (means of ${BATCH})`;
        return { what, figure: `p50 ${p50.toFixed(1)} µs, p99 ${percentile(means, 0.99).toFixed(1)} µs`, goal: `p50 ≤ ${GOAL_MICROSECONDS} µs`, met: p50 <= GOAL_MICROSECONDS };
      });
    }),
  );
};

/** Microseconds a decision took, one mean for each batch. */
const timed = (view: RoutingView, questions: readonly Question[], pagesFor: PagesInMemory['pagesFor']): readonly number[] => {
  const means: number[] = [];
  for (let start = 0; start + BATCH <= questions.length; start += BATCH) {
    const batch = questions.slice(start, start + BATCH);
    const pages = pagesFor(batch);
    const begun = performance.now();
    for (const question of batch) decideFrom(view, question, pages);
    means.push(((performance.now() - begun) * 1000) / BATCH);
  }
  return means;
};

const decideFrom = (view: RoutingView, question: Question, pages: PagesAtHand) => decide(view, question, pages, publicHolidays, { teams: 1, pages: 1 });

/** The pages that these decisions ask for, read as they ask. */
const pagesReadFor = (view: RoutingView, questions: readonly Question[], readNow: (communeCode: string) => PageAtHand): PagesAtHand => {
  const pages = new PagesAtHand(view.parts[0].teams);
  for (const question of questions) {
    for (;;) {
      const outcome = decide(view, question, pages, publicHolidays, { teams: 4, pages: 99 });
      if (outcome.type === 'DECIDED') break;
      for (const communeCode of outcome.communeCodes) pages.add(readNow(communeCode));
    }
  }
  return pages;
};
