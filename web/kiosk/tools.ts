import { computed, onScopeDispose, ref, watchEffect, type ComputedRef, type Ref } from 'vue';
import { usePortrait } from '../shared/portrait.ts';
import { language } from '../shared/text/text.ts';

/** 1 is the pictures' own size, 3 the largest: descriptions drop, labels wrap. */
export type TextSize = 1 | 2 | 3;

/** tall: 1080×1920. wide: 1920×1080, 1280×800. low: everything that can be touched is in the lower part. */
export type Layout = 'tall' | 'wide' | 'low';

export type Tools = {
  readonly textSize: Ref<TextSize>;
  readonly contrast: Ref<boolean>;
  readonly lowered: Ref<boolean>;
  readonly layout: ComputedRef<Layout>;
  /** Whether anybody has set something that the next person should not find. */
  readonly touched: ComputedRef<boolean>;
  readonly nextTextSize: () => void;
  readonly reset: () => void;
};

/** What somebody sets for their own eyes and reach; kept nowhere, and undone for the next person. */
export const useTools = (): Tools => {
  const textSize = ref<TextSize>(1);
  const contrast = ref(false);
  const lowered = ref(false);
  const portrait = usePortrait();
  const root = document.documentElement;

  watchEffect(() => {
    root.dataset['textSize'] = String(textSize.value);
    if (contrast.value) root.dataset['contrast'] = 'high';
    else delete root.dataset['contrast'];
  });
  const reset = (): void => {
    textSize.value = 1;
    contrast.value = false;
    lowered.value = false;
    language.value = 'vi';
  };
  onScopeDispose(reset);
  return {
    textSize,
    contrast,
    lowered,
    layout: computed(() => (lowered.value ? 'low' : portrait.value ? 'tall' : 'wide')),
    touched: computed(() => textSize.value !== 1 || contrast.value || lowered.value || language.value !== 'vi'),
    nextTextSize: () => {
      textSize.value = textSize.value === 1 ? 2 : textSize.value === 2 ? 3 : 1;
    },
    reset,
  };
};
