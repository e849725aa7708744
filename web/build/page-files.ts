import type { Plugin } from 'vite';

/** The faces of the design in the alphabets that our words are written in; browsers fetch by unicode-range, a shell keeps all. */
const FONT = /^assets\/be-vietnam-pro-(?:vietnamese|latin)-\d+-normal.*\.woff2$/;

/** What of a build one page can reach: its scripts, those they load later, their styles, and the fonts. `has`: once it is written. */
export const pageFiles = (page: 'phone' | 'kiosk'): { readonly plugin: Plugin; readonly has: (file: string) => boolean } => {
  const files = new Set<string>();
  const plugin: Plugin = {
    name: `tram-so:${page}-files`,
    apply: 'build',
    writeBundle(_options, bundle) {
      files.clear();
      const visit = (name: string): void => {
        const file = bundle[name];
        if (files.has(name) || file === undefined) return;
        files.add(name);
        if (file.type !== 'chunk') return;
        for (const style of file.viteMetadata?.importedCss ?? []) files.add(style);
        for (const asset of file.viteMetadata?.importedAssets ?? []) files.add(asset);
        for (const next of [...file.imports, ...file.dynamicImports]) visit(next);
      };
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type === 'chunk' && file.isEntry && file.facadeModuleId?.endsWith(`/${page}/index.html`)) visit(name);
      }
    },
  };
  return { plugin, has: (file) => files.has(file) || FONT.test(file) };
};
