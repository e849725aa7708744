import { onScopeDispose } from 'vue';

/** The browser's own back goes one screen back here, and never leaves the kiosk; the address stays the same. */
export const useBackButton = (back: () => void): void => {
  const stand = (): void => history.pushState(null, '');
  const goBack = (): void => {
    stand();
    back();
  };
  stand();
  window.addEventListener('popstate', goBack);
  onScopeDispose(() => window.removeEventListener('popstate', goBack));
};
