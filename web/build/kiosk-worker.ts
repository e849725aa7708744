import type { PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { pageFiles } from './page-files.ts';

/**
 * The kiosk's service worker: a booth whose power came back before its network shows the kiosk and not the browser's own page.
 * It keeps the page and its files, and no answer of the service. A new version takes over by itself, since nobody at a kiosk could
 * say so; the page that is open goes on with what it has loaded.
 */
export const kioskWorker = (): PluginOption[] => {
  const files = pageFiles('kiosk');
  return [
    files.plugin,
    VitePWA({
      manifest: false,
      injectRegister: false,
      registerType: 'autoUpdate',
      strategies: 'generateSW',
      filename: 'kiosk/sw.js',
      scope: '/kiosk/',
      workbox: {
        globPatterns: ['kiosk/index.html', 'assets/**/*.{js,css,woff2,svg}'],
        // Addresses are from the root: the worker itself lies in /kiosk/.
        modifyURLPrefix: { '': '/' },
        maximumFileSizeToCacheInBytes: 16 * 1024 * 1024,
        dontCacheBustURLsMatching: /^assets\//,
        manifestTransforms: [
          (entries) => ({
            manifest: entries.filter(({ url }) => {
              const file = url.replace(/^\//, '');
              return file.startsWith('kiosk/') || files.has(file);
            }),
            warnings: [],
          }),
        ],
        navigateFallback: '/kiosk/index.html',
        navigateFallbackAllowlist: [/^\/kiosk(?:\/|$)/],
        runtimeCaching: [],
        cleanupOutdatedCaches: true,
        skipWaiting: true,
        clientsClaim: true,
        inlineWorkboxRuntime: true,
        sourcemap: false,
      },
    }),
  ];
};
