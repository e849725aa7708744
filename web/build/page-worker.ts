import type { PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { pageFiles } from './page-files.ts';

export type PageWorker = {
  readonly page: 'phone' | 'kiosk';
  /** Files that are kept besides what the page itself loads. */
  readonly alsoKept?: readonly string[];
  /** When a new version is the one that answers: as soon as it is there, or when whoever looks at the page says so. */
  readonly takesOver: 'BY_ITSELF' | 'WHEN_TOLD';
};

/** A page's service worker: it keeps the page and its files, and no answer of the service. */
export const pageWorker = ({ page, alsoKept = [], takesOver }: PageWorker): PluginOption[] => {
  const files = pageFiles(page);
  return [
    files.plugin,
    VitePWA({
      manifest: false,
      injectRegister: false,
      registerType: takesOver === 'BY_ITSELF' ? 'autoUpdate' : 'prompt',
      strategies: 'generateSW',
      filename: `${page}/sw.js`,
      scope: `/${page}/`,
      workbox: {
        globPatterns: [`${page}/index.html`, ...alsoKept, 'assets/**/*.{js,css,woff2,svg}'],
        // Addresses are from the root: the worker itself lies in the page's folder.
        modifyURLPrefix: { '': '/' },
        // Measured before the filter below: the explorer's editor is larger than the usual 2 MB, and is no file of these pages.
        maximumFileSizeToCacheInBytes: 16 * 1024 * 1024,
        dontCacheBustURLsMatching: /^assets\//,
        manifestTransforms: [
          (entries) => ({
            manifest: entries.filter(({ url }) => {
              const file = url.replace(/^\//, '');
              return file.startsWith(`${page}/`) || files.has(file);
            }),
            warnings: [],
          }),
        ],
        navigateFallback: `/${page}/index.html`,
        navigateFallbackAllowlist: [new RegExp(`^/${page}(?:/|$)`)],
        // No runtime caching at all: what /graphql and /contacts answer is never kept.
        runtimeCaching: [],
        cleanupOutdatedCaches: true,
        ...(takesOver === 'BY_ITSELF' ? { skipWaiting: true, clientsClaim: true } : {}),
        inlineWorkboxRuntime: true,
        sourcemap: false,
      },
    }),
  ];
};
