import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
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

/**
 * Builds one handler (`file`: its path under the repository's root) into `folder` as Lambda will load it: one minified
 * ES module for Node 24 with everything inside, the AWS SDK too (leaving the SDK outside costs 60 ms at a cold start,
 * house.md). Replaces what is in the folder. Throws esbuild's message when something cannot be found.
 */
export const bundleHandler = async (file: string, folder: string): Promise<Bundle> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(dirname(folder), { recursive: true });
  const outfile = join(folder, 'index.mjs');
  const options = {
    absWorkingDir: root,
    entryPoints: [file],
    outfile,
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
  } as const satisfies BuildOptions;
  const first = await build(options);
  const needsRequire = first.outputFiles.some(({ path, text }) => path === outfile && requiresAtRunTime.test(text));
  const written = await build({ ...options, write: true, ...(needsRequire ? { banner: { js: requireBanner } } : {}) });
  const sourceMap = `${folder}.mjs.map`;
  await rename(`${outfile}.map`, sourceMap);
  const output = Object.values(written.metafile.outputs).find(({ entryPoint }) => entryPoint !== undefined);
  if (output === undefined) throw new Error(`esbuild wrote nothing for ${file}.`);
  return { file: outfile, sourceMap, exports: output.exports };
};

/** Builds every function of the service under dist/functions/, where sst.config.ts takes them from. */
export const bundleAll = async (): Promise<readonly Bundle[]> =>
  Promise.all(functions.map(({ name, file }) => bundleHandler(file, join(root, bundleFolder(name)))));

/** `node infra/bundle.ts` builds them all. */
if (import.meta.main) await bundleAll();
