import { inject, onMounted, type InjectionKey, type Ref, type ShallowRef } from 'vue';
import type { Speech } from './speech.ts';
import type { KioskHere } from './station.ts';
import type { Tools } from './tools.ts';

/** What every screen has around it: the kiosk it stands at, the tools in the bar, and the way to a human. */
export type Desk = {
  readonly kiosk: Readonly<Ref<KioskHere | undefined>>;
  readonly tools: Tools;
  readonly speech: Speech;
  readonly back: () => void;
  readonly callSomebody: () => void;
};

export const deskKey: InjectionKey<Desk> = Symbol('desk');

export const useDesk = (): Desk => {
  const desk = inject(deskKey);
  if (desk === undefined) throw new Error('A screen of the kiosk stands outside of App.vue.');
  return desk;
};

/** A new screen begins at its heading, for keyboards and screen readers. */
export const useFocusAtHeading = (heading: Readonly<ShallowRef<HTMLElement | null>>): void => {
  onMounted(() => heading.value?.focus({ preventScroll: true }));
};
