import './design/index.css';
import { createApp, type App, type Component } from 'vue';
import { sizeKey, type Size } from './size.ts';
import { textPlugin } from './text/text.ts';

/** Puts a page together: design, texts, sizes. `prepare` adds what only this page has (router, API) before it shows. */
export const mountPage = (root: Component, { size, prepare }: { size: Size; prepare?: (app: App) => void }): App => {
  const app = createApp(root);
  app.provide(sizeKey, size);
  app.use(textPlugin);
  prepare?.(app);
  app.mount('#app');
  return app;
};
