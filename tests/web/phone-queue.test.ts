import { describe, expect, it } from 'vitest';
import { nextDue, partLeft, promiseState } from '../../web/phone/queue/promise-words.ts';
import { litOffer, sortQueue, standingOf, type Card, type TeamOnPhone } from '../../web/phone/queue/sort-queue.ts';

const team = (id: string): TeamOnPhone => ({
  id,
  name: `Tổ ${id}`,
  communeName: 'Phường Cầu Mây',
  onDuty: true,
  demonstration: true,
  position: { lat: 21, lon: 105.8 },
});
const seven = team('seven');

const card = (changes: Partial<Card> = {}): Card => ({
  id: 'one',
  revision: 1,
  state: 'WAITING',
  ticket: { number: 'B-0427' },
  topic: { code: 'public-services', name: 'Dịch vụ công trực tuyến', icon: 'identification-card' },
  mode: 'HERE_NOW',
  language: 'vi',
  kiosk: { name: 'Trạm Phố đi bộ' },
  position: { lat: 21.001, lon: 105.801 },
  appointmentAt: null,
  onBehalf: false,
  requestedAt: '2026-11-21T12:44:00.000Z',
  offer: { team: { id: 'seven' }, distanceMetres: 350 },
  escalatedAt: null,
  acceptance: null,
  promise: { acceptBy: '2026-11-21T12:47:00.000Z', contactBy: '2026-11-21T12:52:00.000Z', doneBy: '2026-11-21T13:44:00.000Z' },
  waitingForResident: null,
  startedAt: null,
  outcome: null,
  hasContact: false,
  possibleChanges: ['ACCEPTED', 'DECLINED'],
  demonstration: true,
  ...changes,
});
/** Two members of a team may have the same name: who accepted is known by more than that. */
const taken = (byMe: boolean, teamId = 'seven'): Partial<Card> => ({
  state: 'ACCEPTED',
  offer: null,
  acceptance: { team: { id: teamId, name: `Tổ ${teamId}` }, memberName: 'Nguyễn Thị Lan', byMe, distanceMetres: 350 },
});

describe("A team's queue on a phone", () => {
  it('keeps apart what is offered, what is mine, what a teammate has, and what nobody could take', () => {
    const queue = sortQueue(
      seven,
      [
        card(),
        card({ id: 'two', ...taken(true) }),
        card({ id: 'three', ...taken(false) }),
        card({ id: 'four', offer: null, escalatedAt: '2026-11-21T12:45:00.000Z' }),
      ],
    );
    expect(Object.fromEntries((['offered', 'mine', 'colleague', 'nobody'] as const).map((list) => [list, queue[list].map(({ id }) => id)]))).toEqual({
      offered: ['one'],
      mine: ['two'],
      colleague: ['three'],
      nobody: ['four'],
    });
  });

  it('shows what was escalated and is offered to this team as an offer', () => {
    expect(standingOf(card({ escalatedAt: '2026-11-21T12:45:00.000Z' }), 'seven')).toBe('offered');
  });

  it('leaves out what is with another team, or over', () => {
    expect(standingOf(card({ offer: { team: { id: 'nine' }, distanceMetres: 800 } }), 'seven')).toBeUndefined();
    expect(standingOf(card(taken(true, 'nine')), 'seven')).toBeUndefined();
    expect(standingOf(card({ state: 'CANCELLED', offer: null }), 'seven')).toBeUndefined();
  });

  it('lights the person who sits at a machine before one who waits for a call, and then the one who asked first', () => {
    const call = card({ id: 'call', mode: 'CALL_ME', requestedAt: '2026-11-21T12:00:00.000Z' });
    const later = card({ id: 'later', requestedAt: '2026-11-21T12:50:00.000Z' });
    const nine = team('nine');
    const ofNine = card({ id: 'nine', requestedAt: '2026-11-21T12:43:00.000Z', offer: { team: { id: 'nine' }, distanceMetres: 5 } });
    const queues = [sortQueue(seven, [call, later, card()]), sortQueue(nine, [ofNine])];
    expect(litOffer(queues)).toMatchObject({ team: { id: 'nine' }, card: { id: 'nine' } });
    expect(litOffer(queues.slice(0, 1))?.card.id).toBe('one');
    expect(litOffer([sortQueue(seven, [])])).toBeUndefined();
  });
});

describe('The promise on a phone', () => {
  const from = '2026-11-21T12:44:00.000Z';
  const by = '2026-11-21T12:54:00.000Z';
  const at = (time: string): Date => new Date(`2026-11-21T${time}.000Z`);

  it('counts the minutes, warns at four fifths, and says when it has passed', () => {
    expect(promiseState(from, by, at('12:44:30'))).toEqual({ kind: 'counted', minutes: 10, late: 'no' });
    expect(promiseState(from, by, at('12:51:59'))).toEqual({ kind: 'counted', minutes: 3, late: 'no' });
    expect(promiseState(from, by, at('12:52:00'))).toEqual({ kind: 'counted', minutes: 2, late: 'soon' });
    expect(promiseState(from, by, at('12:54:00'))).toEqual({ kind: 'counted', minutes: 0, late: 'soon' });
    expect(promiseState(from, by, at('12:54:01'))).toEqual({ kind: 'passed' });
  });

  it('does not count the minutes of a promise for tomorrow: its hours are service hours', () => {
    expect(promiseState(from, '2026-11-22T03:00:00.000Z', at('12:45:00'))).toEqual({ kind: 'moment' });
  });

  it('puts out one lamp after the other', () => {
    expect(partLeft(from, by, at('12:44:00'))).toBe(1);
    expect(partLeft(from, by, at('12:49:00'))).toBe(0.5);
    expect(partLeft(from, by, at('13:00:00'))).toBe(0);
    expect(partLeft(by, by, at('12:54:00'))).toBe(0);
  });

  it('asks for contact first, and for the end of the work once it has begun', () => {
    expect(nextDue(card(taken(true)))).toBe(card().promise.contactBy);
    expect(nextDue(card({ ...taken(true), state: 'IN_PROGRESS' }))).toBe(card().promise.doneBy);
  });
});
