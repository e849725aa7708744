import { ref } from 'vue';
import { useRegisterSW } from 'virtual:pwa-register/vue';

/** Once an hour a phone that stays open asks whether there is a new version. */
const ASK_EVERY_MS = 3_600_000;

/** Whether a new version waits, and the step to it. The shell is kept by the service worker; data never is. */
export const useNewVersion = () => {
  const { needRefresh, updateServiceWorker } = useRegisterSW({
    onRegisteredSW: (_address, registration) => {
      if (registration === undefined) return;
      setInterval(() => {
        // Without a network there is nothing to ask; the next hour asks again.
        if (navigator.onLine) registration.update().catch(() => undefined);
      }, ASK_EVERY_MS);
    },
  });
  return { waiting: needRefresh, update: () => updateServiceWorker(true) };
};

/** What Chromium offers when the app may be put on the home screen (not in TypeScript's DOM library). */
type InstallOffer = Event & { readonly prompt: () => Promise<unknown> };
const isInstallOffer = (event: Event): event is InstallOffer => 'prompt' in event && typeof event.prompt === 'function';

export const installOffer = ref<InstallOffer>();
addEventListener('beforeinstallprompt', (event) => {
  if (!isInstallOffer(event)) return;
  event.preventDefault();
  installOffer.value = event;
});
addEventListener('appinstalled', () => {
  installOffer.value = undefined;
});
