import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleFolder, functions } from './functions.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export type Bundle = {
  /** The module that Lambda loads; it exports what the handler's file exports. */
  readonly file: string;
  /** Beside the folder, not in it: the map helps a person read a stack trace and is never uploaded. */
  readonly sourceMap: string;
  readonly exports: readonly string[];
};

/** CommonJS parts that call `require` at run time find it through this; an ES module has none of its own. */
const requireBanner = "import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);";

/** What esbuild puts in a bundle whose parts may call `require` at run time. */
const requiresAtRunTime = /Dynamic require of/;

/** Which handler (its path under the repository's root) goes into which folder. */
export type Wanted = { readonly file: string; readonly folder: string };

/**
 * Builds one handler into a folder as Lambda will load it: one minified ES module for Node 24 with everything inside, the
 * AWS SDK too (leaving the SDK outside costs 60 ms at a cold start, house.md). Replaces what is in the folder. Throws
 * esbuild's message when something cannot be found.
 */
export const bundleHandler = async (file: string, folder: string): Promise<Bundle> => {
  const [bundle] = await bundleHandlers([{ file, folder }]);
  if (bundle === undefined) throw new Error(`esbuild wrote nothing for ${file}.`);
  return bundle;
};

/** The same for several, in one go: what they share is read once. */
export const bundleHandlers = async (wanted: readonly Wanted[]): Promise<readonly Bundle[]> => {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: wanted.map(({ file }, at) => ({ in: file, out: String(at) })),
    outdir: root,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    // Error names reach logs and alarms: a minified class would be called "e".
    keepNames: true,
    sourcemap: 'external',
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const textOf = (name: string): string => {
    const found = outputFiles.find(({ path }) => path === join(root, name));
    if (found === undefined) throw new Error(`esbuild made no ${name}.`);
    return found.text;
  };
  return Promise.all(
    wanted.map(({ folder }, at) =>
      write(folder, withRequire(textOf(`${at}.mjs`), textOf(`${at}.mjs.map`)), metafile.outputs[`${at}.mjs`]?.exports ?? []),
    ),
  );
};

type Written = { readonly code: string; readonly map: string };

/** Puts the banner on a line of its own before the code, and that line into the map. */
const withRequire = (code: string, map: string): Written => {
  if (!requiresAtRunTime.test(code)) return { code, map };
  const parsed = JSON.parse(map) as { mappings: string };
  return { code: `${requireBanner}\n${code}`, map: JSON.stringify({ ...parsed, mappings: `;${parsed.mappings}` }) };
};

const write = async (folder: string, { code, map }: Written, exports: readonly string[]): Promise<Bundle> => {
  const bundle = { file: join(folder, 'index.mjs'), sourceMap: `${folder}.mjs.map`, exports };
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (name !== 'index.mjs') await rm(join(folder, name), { recursive: true, force: true });
  }
  await replace(bundle.file, code, folder);
  await replace(bundle.sourceMap, map, folder);
  return bundle;
};

/** Put in place at once: whoever loads the file meanwhile gets the old one or the new one, whole. */
const replace = async (file: string, text: string, folder: string): Promise<void> => {
  const beside = `${folder}.${randomUUID()}.new`;
  await writeFile(beside, text);
  await rename(beside, file);
};

/** Builds every function of the service under dist/functions/, where sst.config.ts takes them from. */
export const bundleAll = (): Promise<readonly Bundle[]> =>
  bundleHandlers(functions.map(({ name, file }) => ({ file, folder: join(root, bundleFolder(name)) })));

/** `node infra/bundle.ts` builds them all. */
if (import.meta.main) await bundleAll();
