import * as v from 'valibot';
import type { Row } from '../storage/batch.ts';
import { parseServiceHours } from '../core/service-hours.ts';
import type { LivePage, LiveTeam } from './live-page.ts';

export const livePageKey = (communeCode: string): { pk: string; sk: string } => ({ pk: `live#${communeCode}`, sk: 'live' });

/**
 * Hours that were read once are right, and are kept once: a page has two dozen teams, the country a few dozen forms of hours,
 * and one text in one place is found in the processor's cache by the next team.
 */
const hoursSeen = new Map<string, string>();
const MOST_HOURS_SEEN = 1000;

const hoursSchema = v.pipe(
  v.string(),
  v.check((text) => hoursSeen.has(text) || parseServiceHours(text).ok, 'Service hours that can be read'),
  v.transform((text) => {
    const seen = hoursSeen.get(text);
    if (seen === undefined && hoursSeen.size < MOST_HOURS_SEEN) hoursSeen.set(text, text);
    return seen ?? text;
  }),
);

const countSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

const instantSchema = v.pipe(v.string(), v.isoTimestamp());

const dutySchema = v.object({
  hours: hoursSchema,
  until: v.optional(instantSchema),
  off: v.optional(v.array(v.object({ from: instantSchema, until: instantSchema }))),
});

export const liveTeamSchema = v.object({ open: countSchema, capacity: countSchema, duty: dutySchema });

const livePageSchema = v.object({
  v: v.literal(1),
  communeCode: v.string(),
  version: countSchema,
  teams: v.record(v.string(), liveTeamSchema),
});

/** Throws with the path of what is wrong when the row is not a live page. */
export const parseLivePage = (row: unknown): LivePage => {
  const { communeCode, version, teams } = v.parse(livePageSchema, row);
  return { communeCode, version, teams: new Map(Object.entries(teams)) };
};

export const livePageRow = (page: LivePage): Row => ({ ...livePageKey(page.communeCode), v: 1, ...page, teams: Object.fromEntries(page.teams) });

/** Refuses hours that cannot be read before they are written, where the mistake is made. */
export const checkLiveTeam = (team: LiveTeam): LiveTeam => v.parse(liveTeamSchema, team);
