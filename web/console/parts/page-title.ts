import { ref, watchEffect, onScopeDispose } from 'vue';

/** What the tab of the browser says first: the unit or team that is open. */
export const pageTitle = ref('');

/** The title for as long as a screen is open. */
export const useTitle = (words: () => string): void => {
  watchEffect(() => {
    pageTitle.value = words();
  });
  onScopeDispose(() => {
    pageTitle.value = '';
  });
};
