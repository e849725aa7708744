import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { readIfThere, writeWhole } from './files.ts';
import { inProject, projectRoot } from './places.ts';
import { errorCode } from './start-problem.ts';

/** Something made from files: made again when any of them changed, or when what was made is gone. */
export type Made = {
  /** Which made thing: the name of its stamp under dist/. */
  readonly name: string;
  /** Files and folders within the project that it is made from. */
  readonly from: readonly string[];
  /** Of those, what does not count: what is made itself. */
  readonly leavingOut?: (path: string) => boolean;
  /** A file that is there when it was made. */
  readonly result: string;
};

/** Runs `make` unless nothing changed since it last succeeded. True when it ran. */
export const makeWhenStale = async (made: Made, make: () => Promise<void>): Promise<boolean> => {
  const stamp = inProject('dist', `.${made.name}-made-from`);
  const hash = await hashOf(made);
  const isThere = (await readIfThere(made.result)) !== undefined;
  if (isThere && (await readIfThere(stamp)) === hash) return false;
  await make();
  await mkdir(dirname(stamp), { recursive: true });
  // What it was made from, as it was before: a file that changed meanwhile makes the next start make it again.
  await writeWhole(stamp, hash);
  return true;
};

/** SHA-256 over the paths and contents of all files that count, in the order of their paths. */
const hashOf = async ({ from, leavingOut = () => false }: Made): Promise<string> => {
  const files = (await Promise.all(from.map((path) => filesWithin(inProject(path))))).flat().sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const path = relative(projectRoot, file);
    if (leavingOut(path)) continue;
    const content = await contentOf(file);
    if (content !== undefined) hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
};

const filesWithin = async (path: string): Promise<string[]> => {
  try {
    const entries = await readdir(path, { withFileTypes: true, recursive: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return [path];
    throw error;
  }
};

/** Undefined when the file went away since it was listed. */
const contentOf = async (file: string): Promise<Buffer | undefined> => {
  try {
    return await readFile(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
};
