import { onScopeDispose, ref, type Ref } from 'vue';

/** Whether the screen stands upright now; follows a tablet that is turned. */
export const usePortrait = (): Readonly<Ref<boolean>> => {
  const upright = matchMedia('(orientation: portrait)');
  const portrait = ref(upright.matches);
  const follow = (): void => {
    portrait.value = upright.matches;
  };
  upright.addEventListener('change', follow);
  onScopeDispose(() => upright.removeEventListener('change', follow));
  return portrait;
};
