import * as v from 'valibot';
import type { HelpRequest, HelpRequestChange } from './help-request.ts';
import { holdingTeam, isEscalated } from './help-request.ts';

const position = v.object({ lat: v.number(), lon: v.number() });
const holding = { teamCode: v.string(), communeCode: v.string(), distanceMetres: v.number() };
const states = ['WAITING', 'ACCEPTED', 'IN_PROGRESS', 'RESOLVED', 'CLOSED', 'CANCELLED', 'FORWARDED'] as const;

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
  declinedBy: v.array(v.string()),
  acceptance: v.optional(v.object({ ...holding, memberId: v.string(), memberName: v.string(), at: v.string() })),
  promise: v.object({ acceptBy: v.string(), contactBy: v.string(), doneBy: v.string() }),
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
  ]),
  at: v.string(),
  actor: v.variant('kind', [
    v.object({ kind: v.literal('KIOSK'), kioskCode: v.string() }),
    v.object({ kind: v.literal('MEMBER'), memberId: v.string(), memberName: v.string(), teamCode: v.string() }),
    v.object({ kind: v.literal('RESIDENT') }),
  ]),
  stateAfter: v.picklist(states),
  reason: v.optional(v.string()),
});

export const requestKey = (id: string) => ({ pk: `request#${id}`, sk: 'request' });
export const changeKey = (id: string, changeId: string) => ({ pk: `request#${id}`, sk: `change#${changeId}` });
export const escalationKey = (id: string) => ({ pk: `request#${id}`, sk: 'escalation' });

export const teamQueue = (teamCode: string): string => `team#${teamCode}`;
export const communeQueue = (communeCode: string): string => `commune#${communeCode}`;

/** Queues are ordered by the moment of asking; the id makes each place in them unique. */
export const queueSortOf = (request: HelpRequest): string => `${request.requestedAt}#${request.id}`;

/** The row of a request. It stands in the queue of the team that has a place taken by it, as long as it has. */
export const toRequestRow = (request: HelpRequest): Record<string, unknown> => {
  const team = holdingTeam(request);
  return {
    ...requestKey(request.id),
    v: 1,
    ...request,
    ...(team === undefined ? {} : { queue: teamQueue(team.teamCode), queueSort: queueSortOf(request) }),
  };
};

/** The row by which a commune sees a request that no team could take, as long as it waits. */
export const toEscalationRow = (request: HelpRequest): Record<string, unknown> | undefined =>
  isEscalated(request)
    ? {
        ...escalationKey(request.id),
        v: 1,
        requestId: request.id,
        queue: communeQueue(request.communeCode),
        queueSort: queueSortOf(request),
      }
    : undefined;

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
