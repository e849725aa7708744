import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const projectRoot: string = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const inProject = (...parts: string[]): string => join(projectRoot, ...parts);
