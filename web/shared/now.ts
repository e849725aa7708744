import { onScopeDispose, readonly, ref, watch, type Ref } from 'vue';

/** By how much this device's clock is behind the service's, in milliseconds; 0 while they agree, or nobody has answered yet. */
const behindMs = ref(0);

/** A date in a header has whole seconds, and takes some to come: what is less than this is no difference. */
const AGREE_MS = 30_000;

/**
 * Takes the service's time from the `Date` of an answer. Cheap phones, and kiosks that were without power, are a day wrong at
 * times: their words would be ("Còn 8 phút", "hôm qua"), and so would a "on duty until" or an appointment that is counted from now.
 */
export const learnTime = (date: string | null): void => {
  const behind = Date.parse(date ?? '') - Date.now();
  if (Number.isNaN(behind) || Math.abs(behind - behindMs.value) < AGREE_MS) return;
  behindMs.value = Math.abs(behind) < AGREE_MS ? 0 : behind;
};

/** The time, right also where the device's clock is not. */
export const rightNow = (): Date => new Date(Date.now() + behindMs.value);

/** The time, kept current for words such as "Còn 8 phút". `everyMs`: how often it moves; 5 s keeps minutes honest. */
export const useNow = (everyMs = 5000): Readonly<Ref<Date>> => {
  const now = ref(rightNow());
  const tick = (): void => {
    now.value = rightNow();
  };
  const timer = setInterval(tick, everyMs);
  watch(behindMs, tick);
  // Timers of a page in the background stand still: be right at once when somebody looks again.
  document.addEventListener('visibilitychange', tick);
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  });
  return readonly(now) as Readonly<Ref<Date>>;
};
