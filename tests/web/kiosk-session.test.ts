import { describe, expect, it } from 'vitest';
import type { TicketRequest } from '../../web/kiosk/ask-for-help.ts';
import { atStart, next, type Mode, type Session, type SessionEvent, type Skill } from '../../web/kiosk/session.ts';

const skill: Skill = { __typename: 'Skill', id: 'U2tpbGw6MQ', code: 'public-services', number: 1, topic: { code: 'public-services' } } as Skill;
const ids = { id: '3f0f2f9e-2c11-4bb7-9f0b-5a2f8d1c7e60', trackingSecret: 'a'.repeat(43) };
const contact = { jwe: 'a.b.c.d.e', consentVersion: '2026-11-01' };
const request: TicketRequest = {
  id: 'SGVscFJlcXVlc3Q6MQ',
  state: 'WAITING',
  mode: 'HERE_NOW',
  requestedAt: '2026-11-23T12:44:00.000Z',
  appointmentAt: null,
  escalatedAt: null,
  demonstration: true,
  ticket: { number: 'B-0427' },
  offer: { distanceMetres: 350, team: { name: 'Tổ dân phố số 7' } },
  acceptance: null,
  promise: { contactBy: '2026-11-23T12:52:00.000Z' },
} as TicketRequest;
const answered: SessionEvent = { type: 'answered', id: ids.id, request };
const unanswered: SessionEvent = { type: 'unanswered', id: ids.id, why: 'OFFLINE' };

const after = (...events: SessionEvent[]): Session => events.reduce(next, atStart);
const arrived: SessionEvent[] = [{ type: 'stationKnown' }, { type: 'begin' }, { type: 'chooseSkill', skill }];
const confirmed: SessionEvent[] = [...arrived, { type: 'chooseMode', mode: 'HERE_NOW' }, { type: 'send', ...ids }];
const wantsCall: SessionEvent[] = [...arrived, { type: 'chooseMode', mode: 'CALL_ME' }, { type: 'leaveContact', contact }, { type: 'send', ...ids }];

describe('Somebody who wants help here and now', () => {
  it('has a ticket after four choices, and is asked for no number', () => {
    expect(after(...confirmed).screen).toBe('sending');
    expect(after(...confirmed, answered)).toMatchObject({ screen: 'ticket', request: { ticket: { number: 'B-0427' } } });
  });

  it('goes back one screen at a time, and never out of a ticket', () => {
    expect(after(...arrived, { type: 'chooseMode', mode: 'HERE_NOW' }, { type: 'back' }).screen).toBe('want');
    expect(after(...arrived, { type: 'back' }).screen).toBe('topic');
    expect(after(...arrived, { type: 'back' }, { type: 'back' }).screen).toBe('attract');
    expect(after(...confirmed, answered, { type: 'back' }).screen).toBe('ticket');
    expect(after(...confirmed, { type: 'back' }).screen).toBe('sending');
  });

  it('sees on the same ticket that somebody accepted', () => {
    const accepted = { ...request, state: 'ACCEPTED' as const };
    expect(after(...confirmed, answered, { ...answered, request: accepted })).toMatchObject({ screen: 'ticket', request: { state: 'ACCEPTED' } });
  });
});

describe('Somebody who wants to be called or visited', () => {
  it.each<Mode>(['CALL_ME', 'VISIT'])('is asked for a number before confirming %s', (mode) => {
    expect(after(...arrived, { type: 'chooseMode', mode })).toMatchObject({ screen: 'contact', want: { mode } });
  });

  it('chooses an hour first for an appointment, and comes back to it', () => {
    const at = '2026-11-27T11:00:00.000Z';
    const chosen: SessionEvent[] = [...arrived, { type: 'chooseMode', mode: 'APPOINTMENT' }, { type: 'chooseTime', at }];
    expect(after(...arrived, { type: 'chooseMode', mode: 'APPOINTMENT' }).screen).toBe('appointment');
    expect(after(...chosen)).toMatchObject({ screen: 'contact', want: { mode: 'APPOINTMENT', at } });
    expect(after(...chosen, { type: 'back' }).screen).toBe('appointment');
  });

  it('sends what was sealed, and for whom it is', () => {
    const before = wantsCall.slice(0, -1);
    expect(after(...before, { type: 'onBehalf', onBehalf: true }, { type: 'send', ...ids })).toMatchObject({ screen: 'sending', ask: { contact, onBehalf: true, ...ids } });
  });

  it('has the number gone after going back to it', () => {
    expect(JSON.stringify(after(...wantsCall.slice(0, -1), { type: 'back' }))).not.toContain('jwe');
  });
});

describe('Somebody whose ask does not get through', () => {
  it('has it kept, and sent again with the same id and secret', () => {
    const kept = after(...confirmed, unanswered, { type: 'retry' }, unanswered);
    expect(kept).toMatchObject({ screen: 'unsent', tries: 2, trying: false, why: 'OFFLINE', ask: ids });
    expect(next(kept, { type: 'retry' })).toMatchObject({ screen: 'unsent', trying: true, ask: ids });
    expect(next(next(kept, { type: 'retry' }), answered).screen).toBe('ticket');
  });

  it('gives up, and nothing of it is left', () => {
    expect(after(...confirmed, unanswered, { type: 'end' })).toEqual({ screen: 'attract' });
  });

  it('does not get an answer that was meant for the person before', () => {
    const other: SessionEvent = { ...answered, id: 'another' };
    expect(after(...confirmed, other).screen).toBe('sending');
    expect(after(...confirmed, { type: 'end' }, answered)).toEqual({ screen: 'attract' });
    expect(after(...confirmed, { type: 'end' }, ...arrived.slice(1), answered).screen).toBe('want');
  });
});

describe('Somebody to whom the service says no', () => {
  const refusal = { message: 'Giờ hẹn đã qua hoặc xa quá.', nextStep: 'Chọn giờ trong 30 ngày tới.' };
  it.each([
    ['topic', 'topic'],
    ['appointment', 'appointment'],
    ['contact', 'contact'],
    ['confirm', 'confirm'],
  ] as const)('is led to the screen that mends it: %s', (mend, screen) => {
    const refused = after(...wantsCall, { type: 'refused', id: ids.id, refusal: { ...refusal, mend } });
    expect(refused).toMatchObject({ screen: 'refused', refusal });
    expect(next(refused, { type: 'mend' }).screen).toBe(screen);
  });

  it('reads a new consent text, and agrees to it under a new id', () => {
    const consent = { version: '2027-01-01', vi: 'Bản mới', en: 'New text' };
    const outdated = after(...wantsCall, { type: 'consentOutdated', id: ids.id, consent });
    expect(outdated).toMatchObject({ screen: 'consent', consent });
    expect(next(outdated, { type: 'agree', id: 'new', trackingSecret: 'secret' })).toMatchObject({
      screen: 'sending',
      ask: { id: 'new', contact: { jwe: contact.jwe, consentVersion: '2027-01-01' } },
    });
  });
});

describe('The kiosk itself', () => {
  it('says that it is not known or not connected, and opens when it is', () => {
    expect(after({ type: 'stationUnknown' }).screen).toBe('unknownKiosk');
    expect(after({ type: 'stationUnreachable' }).screen).toBe('unreachable');
    expect(after({ type: 'stationUnreachable' }, { type: 'stationKnown' }).screen).toBe('attract');
  });

  it.each([['stationKnown'], ['stationUnknown'], ['stationUnreachable']] as const)('takes nobody away from a screen on %s', (type) => {
    expect(after(...arrived, { type }).screen).toBe('want');
  });

  it('ends every screen of a person at the lamp, with nothing left', () => {
    for (let i = 1; i <= wantsCall.length; i += 1) expect(after(...wantsCall.slice(0, i), { type: 'end' })).toEqual({ screen: 'attract' });
  });
});
