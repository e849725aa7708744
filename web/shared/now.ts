import { onScopeDispose, readonly, ref, type Ref } from 'vue';

/** The time, kept current for words such as "Còn 8 phút". `everyMs`: how often it moves; 5 s keeps minutes honest. */
export const useNow = (everyMs = 5000): Readonly<Ref<Date>> => {
  const now = ref(new Date());
  const tick = (): void => {
    now.value = new Date();
  };
  const timer = setInterval(tick, everyMs);
  // Timers of a page in the background stand still: be right at once when somebody looks again.
  document.addEventListener('visibilitychange', tick);
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  });
  return readonly(now) as Readonly<Ref<Date>>;
};
