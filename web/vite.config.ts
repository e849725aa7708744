import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { consoleSettings } from './build/console-settings.ts';
import { kioskWorker } from './build/kiosk-worker.ts';
import { phonePwa } from './build/phone-pwa.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The faces that the first picture of every page needs: headings (800) and text (600), Vietnamese and Latin. */
const FIRST_FACES = /be-vietnam-pro-(?:vietnamese|latin)-(?:600|800)-normal.*\.woff2$/;

/** Asks for the first fonts together with the page, so that text does not jump when they arrive. */
const preloadFonts = (): Plugin => ({
  name: 'tram-so:preload-fonts',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => FIRST_FACES.test(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: true },
          injectTo: 'head' as const,
        })),
  },
});

/**
 * One build, four pages: /kiosk/, /phone/, /status/ and /console/. WEB_OUT names the output folder (default: dist/web).
 * The built pages hold no inline script or style, no data: address and no eval, so that `default-src 'self'` suffices.
 */
export const webConfig: UserConfig = {
  root: here('.'),
  base: '/',
  // A page without its own index.html is a mistake: do not answer it with another page.
  appType: 'mpa',
  publicDir: false,
  plugins: [
    vue(),
    tailwind(),
    preloadFonts(),
    phonePwa(),
    kioskWorker(),
    consoleSettings(),
  ],
  // The parser of files is made for Node's streams; its build for browsers brings them along.
  resolve: { alias: [{ find: /^csv-parse$/, replacement: 'csv-parse/browser/esm' }] },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  // The explorer's editor cannot be bundled ahead by the development server; its built page is served there too.
  optimizeDeps: { entries: ['{kiosk,phone,status,console}/index.html'] },
  build: {
    outDir: process.env['WEB_OUT'] ?? here('../dist/web'),
    emptyOutDir: true,
    // Chromium of kiosks and Android WebView since 2023, Safari on residents' iPhones since 2022.
    target: ['chrome111', 'safari16.4', 'firefox114'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        kiosk: here('kiosk/index.html'),
        phone: here('phone/index.html'),
        status: here('status/index.html'),
        console: here('console/index.html'),
        // Its page comes from the API (graphql/http/explorer-page.ts), which needs the names to stay.
        explorer: here('../graphql/explorer/explorer.ts'),
      },
      output: {
        entryFileNames: ({ name }) => (name === 'explorer' ? 'explorer/explorer.js' : 'assets/[name]-[hash].js'),
        assetFileNames: ({ names }) => (names.includes('explorer.css') ? 'explorer/explorer.css' : 'assets/[name]-[hash][extname]'),
        // What changes only with a dependency stays in the visitor's cache over our own releases.
        codeSplitting: { groups: [{ name: 'vue', test: /node_modules[\\/](?:@vue|vue|vue-i18n|@intlify)[\\/]/ }] },
      },
    },
  },
};

export default defineConfig(webConfig);
