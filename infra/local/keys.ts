import * as v from 'valibot';
import { firstPublicKey, publicHalf } from '../key-sets.ts';
import { makeKeySet } from '../make-keys.ts';
import { brokenFile, type DataFolder } from './data-folder.ts';
import { isThere, readIfThere, writeWhole } from './files.ts';
import { StartProblem } from './start-problem.ts';

/** The keys of one system, as the handlers' settings want them: JSON texts. */
export type Keys = {
  readonly SIGNING_KEYS: string;
  readonly SIGNING_PUBLIC_KEYS: string;
  readonly CONTACT_PUBLIC_KEY: string;
  readonly CONTACT_PRIVATE_KEYS: string;
};

const octetPrivate = v.looseObject({ kty: v.literal('OKP'), crv: v.literal('Ed25519'), x: v.string(), d: v.string(), kid: v.string() });
const curvePrivate = v.looseObject({ kty: v.literal('EC'), crv: v.literal('P-256'), x: v.string(), y: v.string(), d: v.string(), kid: v.string() });
const fileSchema = v.object({
  signing: v.pipe(v.array(octetPrivate), v.minLength(1)),
  contact: v.pipe(v.array(curvePrivate), v.minLength(1)),
});
type KeyFile = v.InferOutput<typeof fileSchema>;

/**
 * The folder's keys, made at the first start: an Ed25519 key that signs sessions and grants, and a P-256 key to which
 * contacts are sealed. Throws StartProblem when the file is broken, or gone from a folder that was in use: new keys would make
 * sealed contacts unreadable and sign everybody out.
 */
export const loadKeys = async (folder: Pick<DataFolder, 'file'>): Promise<Keys> => {
  const file = folder.file('keys.json');
  const text = await readIfThere(file);
  if (text !== undefined) return asSettings(parseKeys(file, text));
  // Only a system that was up has come so far in its stream; a command makes an empty database alone, and needs no key.
  if (await isThere(folder.file('stream-checkpoint.json'))) {
    throw new StartProblem(`${file} is gone, and with it what opens the data beside it: put back a copy, or begin again with --fresh, which forgets all data in this folder.`);
  }
  const now = new Date();
  const [signing, contact] = await Promise.all([makeKeySet('signing', now), makeKeySet('contact', now)]);
  const keys = v.parse(fileSchema, { signing: signing.keys, contact: contact.keys });
  await writeWhole(file, JSON.stringify(keys, null, 2));
  return asSettings(keys);
};

const parseKeys = (file: string, text: string): KeyFile => {
  try {
    return v.parse(fileSchema, JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw brokenFile(file, new Error('it is not JSON'));
    if (error instanceof v.ValiError) throw brokenFile(file, new Error('a key is missing'));
    throw error;
  }
};

const asSettings = ({ signing, contact }: KeyFile): Keys => {
  return {
    SIGNING_KEYS: JSON.stringify({ keys: signing }),
    SIGNING_PUBLIC_KEYS: JSON.stringify(publicHalf({ keys: signing })),
    CONTACT_PUBLIC_KEY: JSON.stringify(firstPublicKey({ keys: contact })),
    CONTACT_PRIVATE_KEYS: JSON.stringify({ keys: contact }),
  };
};

