import { describe, expect, it } from 'vitest';
import { en as consoleEn } from '../../web/console/text/en.ts';
import { vi as consoleVi } from '../../web/console/text/vi.ts';
import { en as kioskEn } from '../../web/kiosk/text/en.ts';
import { vi as kioskVi } from '../../web/kiosk/text/vi.ts';
import { en as phoneEn } from '../../web/phone/text/en.ts';
import { vi as phoneVi } from '../../web/phone/text/vi.ts';
import { en as sharedEn } from '../../web/shared/text/en.ts';
import type { MessageTree } from '../../web/shared/text/messages.ts';
import { vi as sharedVi } from '../../web/shared/text/vi.ts';
import { en as statusEn } from '../../web/status/text/en.ts';
import { vi as statusVi } from '../../web/status/text/vi.ts';

const flat = (tree: MessageTree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`)));
const values = (message: string): string[] => [...new Set([...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();

describe.each([
  ['shared components', sharedVi, sharedEn],
  ['kiosk', kioskVi, kioskEn],
  ['phone', phoneVi, phoneEn],
  ['status page', statusVi, statusEn],
  ['console', consoleVi, consoleEn],
])('Someone who reads English at the %s', (_where, vi: MessageTree, en: MessageTree) => {
  const english = new Map(flat(en));

  it('finds every text, with the same numbers and names in it', () => {
    expect([...english.keys()].sort()).toEqual(flat(vi).map(([key]) => key).sort());
    for (const [key, message] of flat(vi)) expect(values(english.get(key) ?? ''), key).toEqual(values(message));
  });

  it('finds no empty text, and neither does who reads Vietnamese', () => {
    for (const [key, message] of [...flat(vi), ...english]) expect(message.trim(), key).not.toBe('');
  });

  it('reads accents that are whole letters (NFC)', () => {
    for (const [key, message] of [...flat(vi), ...english]) expect(message.normalize('NFC'), key).toBe(message);
  });
});
