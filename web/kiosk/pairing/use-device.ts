import type { Client } from '@urql/core';
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { keepCode, recallCode } from '../kept-station.ts';
import { deviceKey } from './device-key.ts';
import { deviceNow, type DeviceNow } from './device.ts';

/** What the page of a device without a kiosk in its address shows. */
export type DeviceScreen =
  | { readonly screen: 'opening' }
  /** This browser keeps nothing, so no key either. */
  | { readonly screen: 'noKey' }
  | { readonly screen: 'unreachable' }
  | { readonly screen: 'code'; readonly code: string; readonly endsAt: string }
  | { readonly screen: 'kiosk'; readonly code: string };

/** Somebody stands in front of it with the code in hand. */
const LOOK_WHILE_WAITING_MS = 3000;
/** A kiosk that was unpaired shows its code again within this. */
const LOOK_WHILE_PAIRED_MS = 20_000;
const LOOK_AGAIN_MS = 10_000;

/** Follows this device: to its code, to its kiosk, and back when an office unpairs it. */
export const useDevice = (api: Client): Readonly<ShallowRef<DeviceScreen>> => {
  const shown = shallowRef<DeviceScreen>({ screen: 'opening' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gone = false;
  onScopeDispose(() => {
    gone = true;
    clearTimeout(timer);
  });

  const begin = async (): Promise<void> => {
    const key = await deviceKey().catch(() => undefined);
    if (key === undefined) {
      shown.value = { screen: 'noKey' };
      return;
    }
    const look = async (): Promise<void> => {
      const now = await deviceNow(api, key);
      if (gone) return;
      if (now.kind === 'KIOSK') await keepCode(now.code);
      if (now.kind === 'CODE') await keepCode(undefined);
      const was = now.kind === 'UNREACHABLE' && shown.value.screen === 'opening' ? await recallCode() : undefined;
      if (gone) return;
      // Started without a network it is the kiosk that it was; the service says otherwise when it is there.
      shown.value = was === undefined ? after(shown.value, now) : { screen: 'kiosk', code: was };
      timer = setTimeout(() => void look(), pauseAfter(now));
    };
    await look();
  };
  void begin();
  return shown;
};

/** A kiosk that loses its connection stays what it is: it has its own words for that. */
export const after = (before: DeviceScreen, now: DeviceNow): DeviceScreen => {
  switch (now.kind) {
    case 'KIOSK':
      return before.screen === 'kiosk' && before.code === now.code ? before : { screen: 'kiosk', code: now.code };
    case 'CODE':
      return { screen: 'code', code: now.code, endsAt: now.endsAt };
    case 'TOO_MANY':
    case 'UNREACHABLE':
      return before.screen === 'kiosk' ? before : { screen: 'unreachable' };
  }
};

export const pauseAfter = (now: DeviceNow): number => {
  switch (now.kind) {
    case 'KIOSK':
      return LOOK_WHILE_PAIRED_MS;
    case 'CODE':
      return LOOK_WHILE_WAITING_MS;
    case 'TOO_MANY':
      return now.waitSeconds * 1000;
    case 'UNREACHABLE':
      return LOOK_AGAIN_MS;
  }
};
