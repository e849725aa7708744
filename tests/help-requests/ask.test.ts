import { describe, expect, test } from 'vitest';
import { checkAppointmentAhead, checkAsk, type Ask } from '../../functions/help-requests/ask.ts';
import { checkReason } from '../../functions/help-requests/reason.ts';

const NOW = '2026-11-21T12:44:00.000Z';
const ask = (changes: Partial<Ask> = {}): Ask => ({
  id: '6f6d2f2e-6f0c-4b7e-9a53-0d6c0f7a0427',
  kiosk: 'demo-walking-street',
  topic: 'public-services',
  mode: 'HERE_NOW',
  language: 'vi',
  trackingSecret: 'a'.repeat(43),
  onBehalf: false,
  ...changes,
});
const contact = { jwe: 'a.b.c.d.e', consentVersion: '2026-11-01' };
const refusal = (changes: Partial<Ask>) => {
  const checked = checkAsk(ask(changes));
  return checked.ok ? checkAppointmentAhead(checked.value, NOW) : checked.failure;
};

describe('what a kiosk may send', () => {
  test('a plain ask is taken, its id in one form', () => {
    const checked = checkAsk(ask({ id: '6F6D2F2E-6F0C-4B7E-9A53-0D6C0F7A0427' }));
    expect(checked).toMatchObject({ ok: true, value: { id: '6f6d2f2e-6f0c-4b7e-9a53-0d6c0f7a0427' } });
  });

  test('the same content has the same hash, any other content another one', () => {
    const hash = (changes: Partial<Ask> = {}) => {
      const checked = checkAsk(ask(changes));
      return checked.ok ? checked.value.contentHash : undefined;
    };
    expect(hash({ at: { lat: 21.0300001, lon: 105.85 } })).toBe(hash({ at: { lat: 21.03, lon: 105.85 } }));
    expect(hash({ topic: 'online-payment' })).not.toBe(hash());
    expect(hash({ trackingSecret: 'b'.repeat(43) })).not.toBe(hash());
  });

  test.each([
    ['an id that is no UUID', { id: '42' }, ['id']],
    ['a secret that can be guessed', { trackingSecret: '1234' }, ['trackingSecret']],
    ['a place abroad', { at: { lat: 48.86, lon: 2.35 } }, ['at']],
    ['latitude and longitude swapped', { at: { lat: 105.85, lon: 21.03 } }, ['at']],
    ['a place that is no number', { at: { lat: Number.NaN, lon: 105.85 } }, ['at']],
    ['an endless place', { at: { lat: 21, lon: Number.POSITIVE_INFINITY } }, ['at']],
    ['an appointment without its time', { mode: 'APPOINTMENT', contact }, ['appointmentAt']],
    ['an appointment yesterday', { mode: 'APPOINTMENT', contact, appointmentAt: '2026-11-20T01:00:00.000Z' }, ['appointmentAt']],
    ['an appointment in spring', { mode: 'APPOINTMENT', contact, appointmentAt: '2027-03-20T01:00:00.000Z' }, ['appointmentAt']],
    ['a time where none is wanted', { appointmentAt: '2026-11-22T01:00:00.000Z' }, ['appointmentAt']],
  ] as const)('%s is refused, and the field is named', (_what, changes, field) => {
    expect(refusal(changes)).toMatchObject({ type: 'InvalidInput', field });
  });

  test.each(['CALL_ME', 'VISIT'] as const)('%s without a contact says that one is needed', (mode) => {
    expect(refusal({ mode })).toEqual({ type: 'ContactMissing' });
  });
});

describe('a reason in free words', () => {
  test('is kept in NFC, tidy', () => {
    expect(checkReason('  ca\u0302\u0300n   công an\u0007 ')).toEqual({ ok: true, value: 'cần công an' });
  });

  test.each([
    ['nothing but spaces', '  \u200b ', 'EMPTY'],
    ['a novel', 'ế'.repeat(501), 'TOO_LONG'],
    ['an endless text', 'a'.repeat(1_000_000), 'TOO_LONG'],
    ['a telephone number', 'gọi 09 00.000-427 nhé', 'CONTACT_IN_TEXT'],
    ['a number in other digits', '٠٩٠٠٠٠٠٤٢٧', 'CONTACT_IN_TEXT'],
    ['a mail address', 'viết cho ai@do.vn', 'CONTACT_IN_TEXT'],
  ])('%s is refused', (_what, text, reason) => {
    expect(checkReason(text)).toMatchObject({ ok: false, failure: { reason, field: ['reason'] } });
  });

  test('half an emoji is kept as the sign for something unreadable, since no table takes it', () => {
    expect(checkReason('x\ud83dy')).toEqual({ ok: true, value: 'x\ufffdy' });
  });

  test('500 letters with two marks each fit, in whichever Unicode form', () => {
    expect(checkReason('ế'.normalize('NFD').repeat(500)).ok).toBe(true);
  });
});
