import * as v from 'valibot';
import { UNITS_IN_FORCE } from '../units/admin-unit.ts';
import type { HelpRequest, HelpRequestChange } from './help-request.ts';
import { dueShardOf, nextDueAt } from './due.ts';
import { holdingTeam, isEscalated, isOverdue } from './help-request.ts';

const position = v.object({ lat: v.number(), lon: v.number() });
const holding = { teamCode: v.string(), communeCode: v.string(), distanceMetres: v.number() };
const states = ['WAITING', 'ACCEPTED', 'IN_PROGRESS', 'RESOLVED', 'CLOSED', 'CANCELLED', 'FORWARDED'] as const;

const promise = v.object({ acceptBy: v.string(), contactBy: v.string(), doneBy: v.string() });
const promisePart = v.picklist(['ACCEPT', 'CONTACT', 'DONE']);
const nobodyCould = v.object({
  reason: v.picklist(['NO_CAPACITY', 'NOBODY_ON_DUTY', 'ALL_ASKED', 'NO_LANGUAGE', 'NO_TOPIC', 'NONE_IN_REACH']),
  inReach: v.number(),
  withoutTopic: v.number(),
  withoutLanguage: v.number(),
  asked: v.number(),
  offDuty: v.number(),
  full: v.number(),
});

/** Version 1 of the row. A later shape gets its own schema beside this one, and old rows stay readable. */
const requestRow = v.object({
  v: v.literal(1),
  id: v.string(),
  revision: v.number(),
  state: v.picklist(states),
  ticket: v.object({ number: v.string(), day: v.string() }),
  topicCode: v.string(),
  skillCode: v.string(),
  mode: v.picklist(['HERE_NOW', 'CALL_ME', 'VISIT', 'APPOINTMENT']),
  language: v.string(),
  kioskCode: v.string(),
  // Rows of before there was a newer list do not say it.
  unitVersion: v.optional(v.string(), UNITS_IN_FORCE),
  communeCode: v.string(),
  position,
  appointmentAt: v.optional(v.string()),
  onBehalf: v.boolean(),
  requestedAt: v.string(),
  trackingHash: v.string(),
  contentHash: v.string(),
  hasContact: v.boolean(),
  offer: v.optional(v.object({ ...holding, offeredAt: v.string(), expiresAt: v.string() })),
  escalatedAt: v.optional(v.string()),
  provinceDueAt: v.optional(v.string()),
  toldProvince: v.optional(v.object({ code: v.string(), at: v.string() })),
  retryAt: v.optional(v.string()),
  nobodyCould: v.optional(nobodyCould),
  declinedBy: v.array(v.string()),
  acceptance: v.optional(v.object({ ...holding, memberId: v.string(), memberName: v.string(), at: v.string() })),
  promise,
  warnAt: v.optional(promise),
  warned: v.optional(v.array(promisePart)),
  missed: v.optional(v.array(promisePart)),
  waitingForResident: v.optional(
    v.object({ since: v.string(), reason: v.picklist(['NO_ANSWER', 'PAPERS_NEEDED', 'RESIDENT_ASKED', 'OTHER']) }),
  ),
  startedAt: v.optional(v.string()),
  resolvedAt: v.optional(v.string()),
  outcome: v.optional(v.picklist(['DONE_ALONE', 'DONE_TOGETHER', 'NOT_DONE', 'NOT_MET'])),
  reopenableUntil: v.optional(v.string()),
  forwarding: v.optional(
    v.object({
      to: v.picklist(['POLICE', 'BANK', 'POST_OFFICE', 'COMMUNE_OFFICE', 'OTHER']),
      reason: v.string(),
      at: v.string(),
    }),
  ),
  rating: v.optional(v.number()),
  endsAt: v.optional(v.string()),
  demonstration: v.boolean(),
});

const changeRow = v.object({
  v: v.literal(1),
  requestId: v.string(),
  changeId: v.string(),
  contentHash: v.string(),
  revision: v.number(),
  kind: v.picklist([
    'REQUESTED',
    'ACCEPTED',
    'DECLINED',
    'STARTED',
    'RESOLVED',
    'REOPENED',
    'CANCELLED',
    'FORWARDED',
    'RATED',
    'WAITS_FOR_RESIDENT',
    'RESUMED',
    'CONTACT_ERASED',
    'TEAM_MERGED',
    'OFFER_EXPIRED',
    'OFFERED_AGAIN',
    'PROVINCE_TOLD',
    'PROMISE_WARNED',
    'PROMISE_MISSED',
    'CLOSED',
  ]),
  at: v.string(),
  actor: v.variant('kind', [
    v.object({ kind: v.literal('KIOSK'), kioskCode: v.string() }),
    v.object({ kind: v.literal('MEMBER'), memberId: v.string(), memberName: v.string(), teamCode: v.string() }),
    v.object({ kind: v.literal('RESIDENT') }),
    v.object({ kind: v.literal('SYSTEM'), teamCode: v.optional(v.string()) }),
  ]),
  stateAfter: v.picklist(states),
  reason: v.optional(v.string()),
  promise: v.optional(promisePart),
});

export const requestKey = (id: string) => ({ pk: `request#${id}`, sk: 'request' });
export const changeKey = (id: string, changeId: string) => ({ pk: `request#${id}`, sk: `change#${changeId}` });
export const escalationKey = (id: string) => ({ pk: `request#${id}`, sk: 'escalation' });
export const provinceKey = (id: string) => ({ pk: `request#${id}`, sk: 'province' });

export const teamQueue = (teamCode: string): string => `team#${teamCode}`;
/**
 * Codes have been reused, so a queue of an office is of one list. The first list had keys without it, and keeps them: no row has
 * to move, and none of a later list is taken for one of its own.
 */
const unitKey = (version: string, code: string): string => (version === UNITS_IN_FORCE ? code : `${version}#${code}`);

export const communeQueue = (version: string, communeCode: string): string => `commune#${unitKey(version, communeCode)}`;

/** What stands before the commune's office because a promise was not kept, although no phone is asked for it. */
export const overdueQueue = (version: string, communeCode: string): string => `overdue#${unitKey(version, communeCode)}`;
export const provinceQueue = (version: string, provinceCode: string): string => `province#${unitKey(version, provinceCode)}`;

/** Queues are ordered by the moment of asking; the id makes each place in them unique. */
export const queueSortOf = (request: HelpRequest): string => `${request.requestedAt}#${request.id}`;

/**
 * The row of a request. It stands in the queue of the team that has a place taken by it, as long as it has; and in the due
 * index at the next instant at which something is due for it.
 */
export const toRequestRow = (request: HelpRequest): Record<string, unknown> => {
  const team = holdingTeam(request);
  const dueAt = nextDueAt(request);
  return {
    ...requestKey(request.id),
    v: 1,
    ...request,
    ...(team === undefined ? {} : { queue: teamQueue(team.teamCode), queueSort: queueSortOf(request) }),
    ...(dueAt === undefined ? {} : { due: dueShardOf(request.id), dueSort: `${dueAt}#${request.id}` }),
  };
};

type OfficeRow = { readonly pk: string; readonly sk: string } & Record<string, unknown>;

/**
 * The rows by which offices see a request: the commune's what no team could take, as long as it waits, and what is past its
 * promise; the province's what its commune did not take either.
 */
export const toOfficeRows = (request: HelpRequest): readonly OfficeRow[] => {
  const rowIn = (key: { readonly pk: string; readonly sk: string }, queue: string): OfficeRow => ({
    ...key,
    v: 1,
    requestId: request.id,
    queue,
    queueSort: queueSortOf(request),
  });
  const rows: OfficeRow[] = [];
  if (isEscalated(request)) rows.push(rowIn(escalationKey(request.id), communeQueue(request.unitVersion, request.communeCode)));
  else if (isOverdue(request)) rows.push(rowIn(escalationKey(request.id), overdueQueue(request.unitVersion, request.communeCode)));
  if (isEscalated(request) && request.toldProvince !== undefined) {
    rows.push(rowIn(provinceKey(request.id), provinceQueue(request.unitVersion, request.toldProvince.code)));
  }
  return rows;
};

export const toChangeRow = (change: HelpRequestChange): Record<string, unknown> => ({
  ...changeKey(change.requestId, change.changeId),
  v: 1,
  ...change,
});

export const fromRequestRow = (row: unknown): HelpRequest => {
  const { v: _version, ...request } = v.parse(requestRow, row);
  return request;
};

export const fromChangeRow = (row: unknown): HelpRequestChange => {
  const { v: _version, ...change } = v.parse(changeRow, row);
  return change;
};
