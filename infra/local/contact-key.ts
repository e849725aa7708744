import type { JWK } from 'jose';
import { join } from 'node:path';
import { readIfThere } from './files.ts';
import { loadKeys } from './keys.ts';
import { StartProblem } from './start-problem.ts';

/**
 * The public key that contacts are sealed to: CONTACT_PUBLIC_KEY as a deployment has it, else that of the data folder's system. It
 * makes none: a number sealed to a key that no system has could never be opened. Throws StartProblem.
 */
export const contactKeyAtHand = async (data: string): Promise<JWK> => {
  const deployed = process.env['CONTACT_PUBLIC_KEY'];
  if (deployed !== undefined) return JSON.parse(deployed) as JWK;
  const file = join(data, 'keys.json');
  if ((await readIfThere(file)) === undefined) {
    throw new StartProblem(`There is no key in ${data} to seal telephone numbers to: run \`npm start\` on it once, or set CONTACT_PUBLIC_KEY to the deployment’s.`);
  }
  return JSON.parse((await loadKeys({ file: (name) => join(data, name) })).CONTACT_PUBLIC_KEY) as JWK;
};
