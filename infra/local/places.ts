import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const projectRoot: string = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const inProject = (...parts: string[]): string => join(projectRoot, ...parts);

/** What relative paths of a command start from. npm runs it in the project and says where it was given. */
export const startingFolders = () => ({ files: process.env['INIT_CWD'] ?? projectRoot, data: projectRoot });
