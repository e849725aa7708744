import { ref, watch } from 'vue';
import { language, type Language } from '../shared/text/text.ts';

/** What this device remembers: how its owner likes it, and nothing about anybody. */
const KEY = 'tram-so.phone';

type Settings = { readonly language: Language; readonly sound: boolean };
const usual: Settings = { language: 'vi', sound: true };

const read = (): Settings => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return usual;
    return {
      language: 'language' in kept && kept.language === 'en' ? 'en' : 'vi',
      sound: !('sound' in kept && kept.sound === false),
    };
  } catch (error) {
    // Storage that is switched off, or holds what is not ours, leaves the usual settings.
    if (error instanceof SyntaxError || error instanceof DOMException) return usual;
    throw error;
  }
};

/** Whether a new offer is heard and felt. */
export const sound = ref(usual.sound);

/** Takes up what was kept, and keeps what is chosen from now on. */
export const keepSettings = (): void => {
  const kept = read();
  language.value = kept.language;
  sound.value = kept.sound;
  watch([language, sound], ([chosen, heard]) => {
    try {
      localStorage.setItem(KEY, JSON.stringify({ language: chosen, sound: heard } satisfies Settings));
    } catch (error) {
      // Without storage the choice lasts as long as the page.
      if (!(error instanceof DOMException)) throw error;
    }
  });
};
