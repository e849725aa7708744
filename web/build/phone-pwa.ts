import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin, PluginOption } from 'vite';
import { pageWorker } from './page-worker.ts';

/** The phone app's manifest, icons and service worker. The kiosk has a worker of its own (kiosk-worker.ts); a status page keeps nothing. */

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

export const phonePwa = (): PluginOption[] => [
  emitManifest(),
  ...pageWorker({ page: 'phone', alsoKept: ['phone/icons/icon-192.png'], takesOver: 'WHEN_TOLD' }),
];
