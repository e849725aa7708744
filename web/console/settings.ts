import { ref, watch } from 'vue';
import { language, type Language } from '../shared/text/text.ts';

/** What this browser remembers: how its owner likes it, and nothing about anybody. */
const KEY = 'tram-so.console';

type Settings = { readonly language: Language; readonly hiddenColumns: readonly string[] };
const usual: Settings = { language: 'vi', hiddenColumns: ['teams.code', 'teams.languages'] };

const read = (): Settings => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return usual;
    const hidden: unknown = 'hiddenColumns' in kept ? kept.hiddenColumns : usual.hiddenColumns;
    return {
      language: 'language' in kept && kept.language === 'en' ? 'en' : 'vi',
      hiddenColumns: Array.isArray(hidden) ? hidden.filter((name): name is string => typeof name === 'string') : [],
    };
  } catch (error) {
    // Storage that is switched off, or holds what is not ours, leaves the usual settings.
    if (error instanceof SyntaxError || error instanceof DOMException) return usual;
    throw error;
  }
};

/** Columns that the reader took out of the tables, as `<table>.<column>`. */
export const hiddenColumns = ref<readonly string[]>(usual.hiddenColumns);

/** Takes up what was kept, and keeps what is chosen from now on. */
export const keepSettings = (): void => {
  const kept = read();
  language.value = kept.language;
  hiddenColumns.value = kept.hiddenColumns;
  watch([language, hiddenColumns], ([chosen, hidden]) => {
    try {
      localStorage.setItem(KEY, JSON.stringify({ language: chosen, hiddenColumns: hidden } satisfies Settings));
    } catch (error) {
      // Without storage the choice lasts as long as the page.
      if (!(error instanceof DOMException)) throw error;
    }
  });
};
