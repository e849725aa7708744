import * as v from 'valibot';
import { isInVietnam } from '../core/position.ts';
import { parseServiceHours } from '../core/service-hours.ts';
import { organisations, teamKinds, teamStatuses } from './team.ts';

/** What each field of a team and of a member may be, wherever it comes from: rows, forms and files. */

export const MOST_NAME_CHARACTERS = 200;
export const MOST_MEMBER_NAME_CHARACTERS = 100;
export const MOST_LEAVES = 20;
export const MOST_TRAININGS = 50;
/** A person helps in a few teams; their row is copied under each in one transaction. */
export const MOST_TEAMS_OF_MEMBER = 10;
export const MOST_CHAT_URL_CHARACTERS = 300;
export const MOST_DECISION_CHARACTERS = 80;
/** Across a yard; nearer is a slip of the keyboard, such as metres for kilometres. */
export const LEAST_REACH_KM = 0.1;
/** A motorbike ride of two hours; farther is a slip too. */
export const MOST_REACH_KM = 100;
/** A team that takes nothing for a while is paused, and says so. */
export const LEAST_CAPACITY = 1;
/** Nine members (product.md) with five open requests each; more is a slip. */
export const MOST_CAPACITY = 50;

/** What a team may be given now; rows of before, which hold any, stay readable. */
export const isReachKm = (km: number): boolean => km >= LEAST_REACH_KM && km <= MOST_REACH_KM;
export const isCapacity = (requests: number): boolean => Number.isInteger(requests) && requests >= LEAST_CAPACITY && requests <= MOST_CAPACITY;

const text = (most: number) => v.pipe(v.string(), v.nonEmpty(), v.maxLength(most));
const day = v.pipe(v.string(), v.isoDate());
const instant = v.pipe(v.string(), v.isoTimestamp());

export const isTeamCode = (code: string): boolean => /^[A-Za-z0-9-]{3,24}$/.test(code);
const teamCode = v.pipe(v.string(), v.check(isTeamCode, 'a team code'));

/** https, a host, and nobody's name or password in it. */
export const isChatUrl = (link: string): boolean => {
  if (link.length > MOST_CHAT_URL_CHARACTERS) return false;
  const url = URL.parse(link);
  return url?.protocol === 'https:' && url.hostname.includes('.') && url.username === '' && url.password === '';
};

const period = v.pipe(
  v.object({ from: instant, until: instant }),
  v.check(({ from, until }) => from < until, 'a time that ends after it begins'),
);

/** Fields that rows of version 1 have too. */
export const teamEntriesOfV1 = {
  code: teamCode,
  name: text(MOST_NAME_CHARACTERS),
  unitVersion: day,
  communeCode: v.pipe(v.string(), v.regex(/^\d{5}$/)),
  position: v.pipe(v.object({ lat: v.number(), lon: v.number() }), v.check(isInVietnam, 'a place in Vietnam')),
  skills: v.array(v.pipe(v.string(), v.nonEmpty())),
  languages: v.array(v.pipe(v.string(), v.nonEmpty())),
  reachKm: v.pipe(v.number(), v.gtValue(0)),
  capacity: v.pipe(v.number(), v.integer(), v.minValue(0)),
  serviceHours: v.pipe(
    v.string(),
    v.check((hours) => parseServiceHours(hours).ok, 'service hours that can be read'),
  ),
  status: v.picklist(teamStatuses),
  demonstration: v.boolean(),
};

export const teamEntries = {
  ...teamEntriesOfV1,
  kind: v.picklist(teamKinds),
  mergedInto: v.optional(teamCode),
  decision: v.optional(v.object({ number: text(MOST_DECISION_CHARACTERS), date: day })),
  chatUrl: v.optional(v.pipe(v.string(), v.check(isChatUrl, 'an https link'))),
  leaves: v.pipe(v.array(period), v.maxLength(MOST_LEAVES)),
};

/** Fields that rows of version 1 have too. */
export const memberEntriesOfV1 = {
  id: v.pipe(v.string(), v.nonEmpty()),
  displayName: text(MOST_MEMBER_NAME_CHARACTERS),
  memberships: v.array(v.object({ teamCode, role: v.picklist(['MEMBER', 'LEAD']) })),
  demonstration: v.boolean(),
};

export const memberEntries = {
  ...memberEntriesOfV1,
  memberships: v.pipe(memberEntriesOfV1.memberships, v.maxLength(MOST_TEAMS_OF_MEMBER)),
  organisation: v.picklist(organisations),
  joinedOn: v.optional(day),
  languages: v.array(v.pipe(v.string(), v.nonEmpty())),
  trainings: v.pipe(v.array(v.object({ code: v.pipe(v.string(), v.regex(/^[a-z0-9-]{2,40}$/)), on: day })), v.maxLength(MOST_TRAININGS)),
  hasPhone: v.boolean(),
  leaves: v.pipe(v.array(period), v.maxLength(MOST_LEAVES)),
  dutyUntil: v.optional(instant),
};
