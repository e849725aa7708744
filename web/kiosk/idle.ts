import { onScopeDispose, ref, type Ref } from 'vue';

/** Touching and typing both are somebody being here. */
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'input', 'wheel'] as const;

export const COUNTDOWN_SECONDS = 20;

export type Idle = {
  /** Seconds left before everything is cleared; undefined while somebody is here. */
  readonly left: Readonly<Ref<number | undefined>>;
  /** "I am still here." */
  readonly stay: () => void;
};

/**
 * Watches whether anybody is still here. After `limit()` seconds without a sign of life it counts down, then calls
 * `onGone`; a limit of undefined watches nothing. While it counts down only `stay` stops it: a sleeve that brushes the
 * screen is answered by the idle screen itself.
 */
export const useIdle = ({ limit, onGone }: { limit: () => number | undefined; onGone: () => void }): Idle => {
  const left = ref<number | undefined>(undefined);
  let lastSign = performance.now();

  const stay = (): void => {
    lastSign = performance.now();
    left.value = undefined;
  };
  const look = (): void => {
    const allowed = limit();
    if (allowed === undefined) return stay();
    const beyond = (performance.now() - lastSign) / 1000 - allowed;
    if (beyond < 0) left.value = undefined;
    else if (beyond < COUNTDOWN_SECONDS) left.value = Math.ceil(COUNTDOWN_SECONDS - beyond);
    else {
      stay();
      onGone();
    }
  };
  const sign = (): void => {
    if (left.value === undefined) lastSign = performance.now();
  };
  // Four looks a second: the number on the screen never stands still for two seconds.
  const timer = setInterval(look, 250);
  for (const kind of SIGNS_OF_LIFE) window.addEventListener(kind, sign, { capture: true, passive: true });
  onScopeDispose(() => {
    clearInterval(timer);
    for (const kind of SIGNS_OF_LIFE) window.removeEventListener(kind, sign, { capture: true });
  });
  return { left, stay };
};
