import { language, sharedText } from '../shared/text/text.ts';
import { dayWord, minutesUntil, spokenTime } from '../shared/text/times.ts';
import type { LaneStep } from '../shared/ui/LaneSteps.vue';
import type { TicketRequest } from './ask-for-help.ts';
import { t } from './text/index.ts';

/**
 * How a request stands, as far as the kiosk tells it. escalated: no team could take it, and the commune has been told;
 * the promise stands all the same. over: cancelled, resolved or forwarded while the ticket was still on the screen.
 */
export type TicketStanding = 'waiting' | 'escalated' | 'accepted' | 'over';

export const standingOf = ({ state, offer, acceptance }: TicketRequest): TicketStanding => {
  if (state === 'WAITING') return offer === null || offer === undefined ? 'escalated' : 'waiting';
  return (state === 'ACCEPTED' || state === 'IN_PROGRESS') && acceptance ? 'accepted' : 'over';
};

export const ticketTitle = (request: TicketRequest): string => {
  const standing = standingOf(request);
  if (standing === 'waiting') return request.mode === 'HERE_NOW' ? t('ticket.waiting') : t('ticket.sent');
  if (standing === 'escalated') return `${sharedText('escalated.title')}.`;
  return t(`ticket.${standing}`);
};

/** The words before the time that is promised. */
export const promiseWords = (request: TicketRequest): string =>
  standingOf(request) === 'escalated' ? sharedText(`escalated.by.${request.mode}`) : t(`ticket.by.${request.mode}`);

/** The time that is promised; the day when it is another one than that of asking, or with `withDay`. */
export const promisedTime = ({ promise, mode, appointmentAt, requestedAt }: TicketRequest, withDay = false): { readonly time: string; readonly day: string | undefined } => {
  const at = mode === 'APPOINTMENT' ? (appointmentAt ?? promise.contactBy) : promise.contactBy;
  const day = dayWord(at, requestedAt, language.value);
  const today = minutesUntil(at, requestedAt) < 24 * 60 && day === dayWord(requestedAt, requestedAt, language.value);
  return { time: spokenTime(at, language.value), day: today && !withDay ? undefined : day };
};

/** A word joiner keeps 'B-0427' on one line. */
const unbroken = (number: string): string => number.replace('-', '\u2060-\u2060');

const arrival = ({ mode, ticket }: TicketRequest): LaneStep => {
  const number = unbroken(ticket.number);
  const state = 'next' as const;
  switch (mode) {
    case 'HERE_NOW':
      return { title: t('ticket.step.comes'), detail: t('ticket.step.tag', { number }), icon: 'identification-badge', state };
    case 'CALL_ME':
    case 'VISIT':
      return { title: t('ticket.step.calls'), detail: t('ticket.step.saysNumber', { number }), icon: 'phone-incoming', state };
    case 'APPOINTMENT':
      return { title: t('ticket.step.meets'), detail: t('ticket.step.tag', { number }), icon: 'calendar-check', state };
  }
};

/** Three steps: who was told, who comes, what is done together. */
export const ticketSteps = (request: TicketRequest): LaneStep[] => {
  const standing = standingOf(request);
  const told: LaneStep =
    standing === 'escalated'
      ? { title: sharedText('escalated.communeTold'), detail: t('ticket.step.communeToldDetail'), icon: 'bell-ringing', state: 'done' }
      : request.acceptance
        ? { title: t('ticket.step.accepted', { name: request.acceptance.memberName }), detail: t('ticket.step.acceptedDetail'), icon: 'check-circle', state: 'done' }
        : { title: t('ticket.step.told'), detail: t('ticket.step.toldDetail'), icon: 'bell-ringing', state: 'done' };
  return [
    told,
    { ...arrival(request), state: standing === 'accepted' ? 'now' : 'next' },
    { title: t('ticket.step.together'), detail: t('ticket.step.ownHands'), icon: 'handshake', state: 'next' },
  ];
};
