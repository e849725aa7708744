import { describe, expect, it } from 'vitest';
import { linkIn, trackingCredentials } from '../../web/status/link.ts';
import { drawingOf, sceneOf } from '../../web/status/scene.ts';
import { officesTold, toldLast } from '../../web/status/told.ts';

type Known = Parameters<typeof sceneOf>[0];
const now = new Date('2026-11-23T12:00:00.000Z');
const known = (changes: Partial<Known>): Known => ({ state: 'WAITING', escalatedAt: null, offer: null, rating: null, reopenableUntil: null, ...changes });
const offer = { team: { name: 'Tổ dân phố số 7' }, distanceMetres: 350 };
const scene = (changes: Partial<Known>, said = false) => sceneOf(known(changes), said, now);

describe('What a resident sees', () => {
  it('is the search, as long as a team has the offer', () => {
    expect(scene({ offer })).toBe('finding');
    expect(scene({ offer, escalatedAt: '2026-11-23T11:00:00.000Z' })).toBe('finding');
  });

  it('is that the whole commune knows, when no team could take it', () => {
    expect(scene({ escalatedAt: '2026-11-23T11:00:00.000Z' })).toBe('escalated');
  });

  it('says who was told last, and names every office that has it', () => {
    const commune = { escalatedAt: '2026-11-23T11:00:00.000Z', provinceToldAt: null };
    expect([toldLast(commune), officesTold(commune)]).toEqual(['Đã báo điểm hỗ trợ xã, phường', ['Đã báo điểm hỗ trợ xã, phường']]);
    const province = { ...commune, provinceToldAt: '2026-11-23T11:30:00.000Z' };
    expect(toldLast(province)).toBe('Đã báo điểm hỗ trợ tỉnh, thành phố');
    expect(officesTold(province)).toEqual(['Đã báo điểm hỗ trợ xã, phường', 'Đã báo điểm hỗ trợ tỉnh, thành phố']);
    expect(officesTold({ escalatedAt: null, provinceToldAt: null })).toEqual([]);
  });

  it('follows the neighbour who accepted', () => {
    expect(scene({ state: 'ACCEPTED' })).toBe('coming');
    expect(scene({ state: 'IN_PROGRESS' })).toBe('together');
  });

  it('is asked whether it works, for seven days', () => {
    expect(scene({ state: 'RESOLVED', reopenableUntil: '2026-11-23T12:00:00.000Z' })).toBe('ask');
    expect(scene({ state: 'RESOLVED', reopenableUntil: '2026-11-23T11:59:59.000Z' })).toBe('closed');
  });

  it('is thanked once they said that it does, or rated', () => {
    const resolved = { state: 'RESOLVED', reopenableUntil: '2026-11-30T12:00:00.000Z' } as const;
    expect(scene(resolved, true)).toBe('thanks');
    expect(scene({ ...resolved, rating: 5 })).toBe('thanks');
  });

  it('ends in one of three ways', () => {
    expect(scene({ state: 'CLOSED' })).toBe('closed');
    expect(scene({ state: 'CANCELLED' })).toBe('cancelled');
    expect(scene({ state: 'FORWARDED' })).toBe('forwarded');
  });

  it('has the second stool put down when somebody accepts', () => {
    expect(drawingOf('finding').stools).toBe(1);
    expect(drawingOf('escalated').stools).toBe(1);
    expect(drawingOf('coming').stools).toBe(2);
  });
});

describe('The link on a slip', () => {
  const requestId = '3f0c1a52-9d64-4c55-9b3f-2b8f0e1c7a10';
  const secret = 'k3Jv0a_9-ZxQm2Lw8RtB1u';

  it('opens its request by credentials that are in no address', () => {
    const link = linkIn(`#${requestId}.${secret}`);
    expect(link).toEqual({ requestId, secret });
    expect(link && trackingCredentials(link)).toBe(`Tracking ${requestId}.${secret}`);
  });

  it.each(['', '#', `#${requestId}`, `#${requestId}.short`, `#${requestId}.${secret}!`, `#x.${secret}`])('is no link when it was cut or changed: %s', (fragment) => {
    expect(linkIn(fragment)).toBeUndefined();
  });
});
