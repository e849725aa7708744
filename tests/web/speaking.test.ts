import { describe, expect, it } from 'vitest';
import { createI18n } from 'vue-i18n';

/** What our texts rely on in vue-i18n: values by name, a plural by count, and that no code is made from text. */
describe('A text with a number in it', () => {
  const i18n = createI18n({
    legacy: false as const,
    locale: 'vi',
    messages: { vi: { left: 'Còn {count} phút', mail: "to{'@'}here" }, en: { left: '{count} minute left | {count} minutes left', mail: '' } },
  });
  const { t, locale } = i18n.global;

  it('is said in Vietnamese and in English, one and many, where eval is forbidden', () => {
    const evil = globalThis.Function;
    const forbidden = new Proxy(evil, {
      construct: () => {
        throw new EvalError('refused by the Content-Security-Policy');
      },
    });
    globalThis.Function = forbidden;
    try {
      expect(t('left', { count: 8 }, { plural: 8 })).toBe('Còn 8 phút');
      expect(t('mail')).toBe('to@here');
      locale.value = 'en';
      expect(t('left', { count: 1 }, { plural: 1 })).toBe('1 minute left');
      expect(t('left', { count: 0 }, { plural: 0 })).toBe('0 minutes left');
    } finally {
      globalThis.Function = evil;
    }
  });
});
