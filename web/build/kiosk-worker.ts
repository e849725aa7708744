import type { PluginOption } from 'vite';
import { pageWorker } from './page-worker.ts';

/**
 * The kiosk's service worker: a booth whose power came back before its network shows the kiosk and not the browser's own page.
 * A new version takes over by itself, since nobody at a kiosk could say so; the page that is open goes on with what it has loaded.
 */
export const kioskWorker = (): PluginOption[] => pageWorker({ page: 'kiosk', takesOver: 'BY_ITSELF' });
