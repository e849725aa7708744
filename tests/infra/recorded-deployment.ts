import { resolve } from 'node:path';
import { vi } from 'vitest';
import type { FunctionName } from '../../infra/functions.ts';
import type { KeySet } from '../../infra/key-sets.ts';
import { makeKeySet } from '../../infra/make-keys.ts';
import { outputOf, startRecording, type Component, type Recording } from './recording-globals.ts';

/** The real sst.config.ts, run as SST runs it, with the globals of a recording in place of SST's engine. */

export const root = resolve(import.meta.dirname, '../..');

export type ServiceKeys = { readonly signing: KeySet; readonly contact: KeySet };

export const makeServiceKeys = async (): Promise<ServiceKeys> => {
  const now = new Date('2026-11-23T08:00:00Z');
  return { signing: await makeKeySet('signing', now), contact: await makeKeySet('contact', now) };
};

export type Deployed = Recording & { readonly app: ReturnType<sst.Config['app']> };

/** Deploys a stage whose secrets hold these keys. Builds the bundles and the template for real. */
export const deploy = async (stage: string, keys: ServiceKeys): Promise<Deployed> => {
  const secrets = new Map<string, object>([
    [outputOf('SigningKeysSecretArn'), keys.signing],
    [outputOf('ContactPrivateKeysSecretArn'), keys.contact],
    [outputOf('OidcClientSecretArn'), { clientSecret: 'a secret at the issuer' }],
  ]);
  const secretText = (secretArn: string): string => {
    const set = secrets.get(secretArn);
    if (set === undefined) throw new Error(`The deployment asks for an unknown secret ${secretArn}.`);
    return JSON.stringify(set);
  };
  const recording = startRecording({ stage, root, secretText });
  for (const [name, value] of Object.entries(recording.globals)) vi.stubGlobal(name, value);
  // The CDK's own validation takes 2 s of the processor; the template goes through it once, in state-template.test.ts.
  vi.stubEnv('CDK_VALIDATION', 'false');
  const { default: config } = (await import('../../sst.config.ts')) as { default: sst.Config };
  await config.run();
  return { ...recording, app: config.app({ stage }) };
};

const ofType = ({ components }: Recording, type: string): Component[] => components.filter((component) => component.type === type);

/** The one component of its type. */
export const only = (recording: Recording, type: string): Component => {
  const [first, ...others] = ofType(recording, type);
  if (first === undefined || others.length > 0) throw new Error(`Not exactly one ${type} was deployed.`);
  return first;
};

export const functionOf = (recording: Recording, name: FunctionName): Component => {
  const found = ofType(recording, 'Function').find(({ args }) => String(args['name']).endsWith(`-${name}`));
  if (found === undefined) throw new Error(`The function ${name} was not deployed.`);
  return found;
};

export const settingsOf = (recording: Recording, name: FunctionName): Record<string, string> =>
  functionOf(recording, name).args['environment'] as Record<string, string>;

export type DeployedGrant = { readonly effect?: 'deny'; readonly actions: string[]; readonly resources: string[]; readonly conditions?: unknown };

const permissionsOf = (recording: Recording, name: FunctionName): DeployedGrant[] => functionOf(recording, name).args['permissions'] as DeployedGrant[];

/** What the function may do. */
export const grantsOf = (recording: Recording, name: FunctionName): DeployedGrant[] => permissionsOf(recording, name).filter(({ effect }) => effect !== 'deny');

/** What is taken away from it again. */
export const denialsOf = (recording: Recording, name: FunctionName): DeployedGrant[] => permissionsOf(recording, name).filter(({ effect }) => effect === 'deny');
