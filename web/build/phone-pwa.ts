import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin, PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** The phone app's manifest, icons and service worker. Only /phone/ has them: a kiosk and a status page keep nothing. */

const icon = (name: string) => fileURLToPath(new URL(`../phone/icons/${name}`, import.meta.url));

/** Drawn once from shared/design/icon.svg by build/draw-icons.ts. */
const ICONS = [
  { file: 'icon-192.png', sizes: '192x192', purpose: 'any' },
  { file: 'icon-512.png', sizes: '512x512', purpose: 'any' },
  { file: 'maskable-512.png', sizes: '512x512', purpose: 'maskable' },
] as const;
const APPLE_ICON = 'apple-180.png';

export const manifest = {
  id: '/phone/',
  name: 'Trạm Số cho tổ',
  short_name: 'Trạm Số',
  description: 'Phiếu nhờ giúp của tổ công nghệ số cộng đồng.',
  lang: 'vi',
  dir: 'ltr',
  start_url: '/phone/',
  scope: '/phone/',
  display: 'standalone',
  orientation: 'portrait-primary',
  theme_color: '#0B2527',
  background_color: '#FAF1DF',
  categories: ['government', 'social'],
  icons: ICONS.map(({ file, sizes, purpose }) => ({ src: `/phone/icons/${file}`, sizes, type: 'image/png', purpose })),
} as const;

const emitManifest = (): Plugin => ({
  name: 'tram-so:phone-manifest',
  apply: 'build',
  async generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'phone/manifest.webmanifest', source: JSON.stringify(manifest) });
    for (const file of [...ICONS.map((one) => one.file), APPLE_ICON]) {
      this.emitFile({ type: 'asset', fileName: `phone/icons/${file}`, source: await readFile(icon(file)) });
    }
  },
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { path }) =>
      path.startsWith('/phone/')
        ? [
            { tag: 'link', attrs: { rel: 'manifest', href: '/phone/manifest.webmanifest' }, injectTo: 'head' as const },
            { tag: 'link', attrs: { rel: 'apple-touch-icon', href: `/phone/icons/${APPLE_ICON}` }, injectTo: 'head' as const },
          ]
        : [],
  },
});

/** What of the build the phone's page can reach: its scripts, those they load later, and their styles. */
const phoneFiles = new Set<string>();
const collectPhoneFiles = (): Plugin => ({
  name: 'tram-so:phone-files',
  apply: 'build',
  writeBundle(_options, bundle) {
    phoneFiles.clear();
    const visit = (name: string): void => {
      const file = bundle[name];
      if (phoneFiles.has(name) || file === undefined) return;
      phoneFiles.add(name);
      if (file.type !== 'chunk') return;
      for (const style of file.viteMetadata?.importedCss ?? []) phoneFiles.add(style);
      for (const asset of file.viteMetadata?.importedAssets ?? []) phoneFiles.add(asset);
      for (const next of [...file.imports, ...file.dynamicImports]) visit(next);
    };
    for (const [name, file] of Object.entries(bundle)) {
      if (file.type === 'chunk' && file.isEntry && file.facadeModuleId?.endsWith('/phone/index.html')) visit(name);
    }
  },
});

/** The faces of the design in the alphabets that our words are written in; browsers fetch by unicode-range, the shell keeps all. */
const FONT = /^assets\/be-vietnam-pro-(?:vietnamese|latin)-\d+-normal.*\.woff2$/;

export const phonePwa = (): PluginOption[] => [
  emitManifest(),
  collectPhoneFiles(),
  VitePWA({
    manifest: false,
    injectRegister: false,
    // A new version waits until the member says so.
    registerType: 'prompt',
    strategies: 'generateSW',
    filename: 'phone/sw.js',
    scope: '/phone/',
    workbox: {
      globPatterns: ['phone/index.html', 'phone/icons/icon-192.png', 'assets/**/*.{js,css,woff2,svg}'],
      // Addresses are from the root: the worker itself lies in /phone/.
      modifyURLPrefix: { '': '/' },
      // Measured before the filter below: the explorer's editor is larger than the usual 2 MB, and is no file of the phone.
      maximumFileSizeToCacheInBytes: 16 * 1024 * 1024,
      dontCacheBustURLsMatching: /^assets\//,
      manifestTransforms: [
        (entries) => ({
          manifest: entries.filter(({ url }) => {
            const file = url.replace(/^\//, '');
            return file.startsWith('phone/') || phoneFiles.has(file) || FONT.test(file);
          }),
          warnings: [],
        }),
      ],
      navigateFallback: '/phone/index.html',
      navigateFallbackAllowlist: [/^\/phone(?:\/|$)/],
      // No runtime caching at all: what /graphql and /contacts answer is never kept.
      runtimeCaching: [],
      cleanupOutdatedCaches: true,
      inlineWorkboxRuntime: true,
      sourcemap: false,
    },
  }),
];
