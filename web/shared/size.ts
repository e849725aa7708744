import { computed, inject, type ComputedRef, type InjectionKey } from 'vue';

/** Kiosk sizes are read at arm's length by a 70-year-old; phone sizes in the hand; desk sizes are for whoever works at a table. */
export type Size = 'kiosk' | 'phone' | 'desk';

export const sizeKey: InjectionKey<Size> = Symbol('size of the page');

/** The component's own size when it is given one, else the page's. */
export const useSize = (own: () => Size | undefined): ComputedRef<Size> => {
  const page = inject(sizeKey, 'phone');
  return computed(() => own() ?? page);
};
