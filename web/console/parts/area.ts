import { onScopeDispose, ref, watchEffect } from 'vue';
import type { UnitRef } from '../session.ts';

/** The unit that is open, which the header names. Undefined: the viewer's own. */
export const area = ref<UnitRef>();

/** The area for as long as a screen is open. */
export const useArea = (unit: () => UnitRef | undefined): void => {
  watchEffect(() => {
    area.value = unit();
  });
  onScopeDispose(() => {
    area.value = undefined;
  });
};
