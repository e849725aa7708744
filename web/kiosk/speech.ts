import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue';
import { language } from '../shared/text/text.ts';

/** Words of one of these are spoken together, with a pause behind them. */
const PHRASES = 'h1,h2,p,li,button,b,small,dt,dd,label,a';

/** What a screen says, in reading order. Marked `data-unread`: what bystanders must not hear, such as a phone number. */
export const wordsOf = (screen: Element): string => {
  const phrases: { of: Element; words: string }[] = [];
  const walker = document.createTreeWalker(screen, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const words = node.textContent?.trim() ?? '';
    const parent = node.parentElement;
    if (words === '' || parent === null || parent.closest('[aria-hidden="true"],[data-unread],svg') !== null || !parent.checkVisibility()) continue;
    const of = parent.closest(PHRASES) ?? parent;
    const last = phrases.at(-1);
    if (last?.of === of) last.words += ` ${words}`;
    else phrases.push({ of, words });
  }
  return phrases.map(({ words }) => (/[.?!:…]$/.test(words) ? words : `${words}.`)).join(' ');
};

export type Speech = {
  /** Whether this device has a voice for the language on the screen. */
  readonly possible: ComputedRef<boolean>;
  readonly speaking: Readonly<Ref<boolean>>;
  readonly say: (words: string) => void;
  readonly hush: () => void;
};

/** Reads aloud with the device's own voice. Voices from a network service are left alone: what is said stays here. */
export const useSpeech = (): Speech => {
  const synthesis = 'speechSynthesis' in window ? window.speechSynthesis : undefined;
  const voices = ref<readonly SpeechSynthesisVoice[]>([]);
  const speaking = ref(false);
  const voice = computed(() => voices.value.find(({ lang, localService }) => localService && lang.toLowerCase().startsWith(language.value)));
  const look = (): void => {
    voices.value = synthesis?.getVoices() ?? [];
  };
  const hush = (): void => {
    synthesis?.cancel();
    speaking.value = false;
  };
  const say = (words: string): void => {
    hush();
    if (synthesis === undefined || voice.value === undefined) return;
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.voice = voice.value;
    utterance.lang = voice.value.lang;
    // A little slower than talk: heard in a street, by old ears.
    utterance.rate = 0.9;
    utterance.onend = utterance.onerror = () => {
      speaking.value = false;
    };
    speaking.value = true;
    synthesis.speak(utterance);
  };
  look();
  synthesis?.addEventListener('voiceschanged', look);
  watch(language, hush);
  onScopeDispose(() => {
    hush();
    synthesis?.removeEventListener('voiceschanged', look);
  });
  return { possible: computed(() => voice.value !== undefined), speaking, say, hush };
};
