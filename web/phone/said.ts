import { ref } from 'vue';

/** One sentence about what just came of a press. It stays on the queue until it is read aloud and pressed away. */
export type Said = { readonly kind: 'done' | 'other'; readonly title: string; readonly next?: string };
export const said = ref<Said>();
export const say = (words: Said): void => {
  said.value = words;
};
