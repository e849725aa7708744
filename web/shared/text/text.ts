import { computed, type WritableComputedRef } from 'vue';
import { createI18n } from 'vue-i18n';
import { en as sharedEn } from './en.ts';
import type { Key, Language, MessageTree, SameKeys, Values } from './messages.ts';
import { vi as sharedVi } from './vi.ts';

export type { Language };
export const LANGUAGES: readonly { code: Language; name: string }[] = [
  { code: 'vi', name: 'Tiếng Việt' },
  { code: 'en', name: 'English' },
];

/**
 * vue-i18n 11 turns messages into functions by its own parser at run time (no eval), so a strict CSP holds.
 * Only one instance lives on a page; the shared components read its branch `shared`.
 */
const i18n = createI18n({
  legacy: false as const,
  locale: 'vi',
  fallbackLocale: 'vi',
  messages: { vi: { shared: sharedVi } as MessageTree, en: { shared: sharedEn } as MessageTree },
});

/** Give it to app.use(). */
export const textPlugin = i18n;

const say = (key: string, values?: Readonly<Record<string, string | number>>): string => {
  const count = values?.['count'];
  if (values === undefined) return i18n.global.t(key);
  return typeof count === 'number' ? i18n.global.t(key, values, { plural: count }) : i18n.global.t(key, values);
};

/** The page's language; setting it also sets <html lang>, which screen readers pronounce by. */
export const language: WritableComputedRef<Language> = computed({
  get: () => (i18n.global.locale.value === 'en' ? 'en' : 'vi'),
  set: (code) => {
    i18n.global.locale.value = code;
    document.documentElement.lang = code;
  },
});

/** Typed words of the shared components: `t('retry')`. */
export const sharedText = <P extends Key<typeof sharedVi>>(key: P, ...values: Values<typeof sharedVi, P>): string =>
  say(`shared.${key}`, values[0]);

/**
 * Adds an app's texts and returns its typed `t`. A value named `count` also chooses the plural: 'one | many' in English.
 *
 *   export const t = defineText({ vi, en });   t('ticket.left', { count: 8 })
 */
export const defineText = <const T extends MessageTree>(texts: { vi: T; en: SameKeys<NoInfer<T>> }) => {
  i18n.global.mergeLocaleMessage('vi', { app: texts.vi });
  i18n.global.mergeLocaleMessage('en', { app: texts.en });
  return <P extends Key<T>>(key: P, ...values: Values<T, P>): string => say(`app.${key}`, values[0]);
};

/** The text of the current language out of data that carries both (topics, teams). */
export const inLanguage = (words: { readonly vi: string; readonly en?: string | null | undefined }): string =>
  language.value === 'en' ? (words.en ?? words.vi) : words.vi;
