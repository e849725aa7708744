import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { checkedStage } from './names.ts';
import { stateStack, type StateSettings } from './state-stack.ts';

/** A CloudFormation template as parsed JSON. */
export type CloudFormationTemplate = Readonly<Record<string, unknown>>;
export type Synthesised = { readonly stackName: string; readonly template: CloudFormationTemplate };

/**
 * The template of everything that holds state. Asks no network and no account; sends no analytics. Throws when a part
 * refuses its settings or an alarm does not say who is hurt.
 */
export const synthesise = (settings: StateSettings): Synthesised => {
  const folder = mkdtempSync(join(tmpdir(), 'tram-so-state-'));
  try {
    const app = new App({ analyticsReporting: false, treeMetadata: false, outdir: folder });
    const stack = stateStack(app, { ...settings, stage: checkedStage(settings.stage) });
    const { template } = app.synth().getStackByName(stack.stackName);
    return { stackName: stack.stackName, template };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** `node infra/synthesise.ts <stage> [e-mail for alarms]` prints what sst.config.ts deploys. */
if (import.meta.main) {
  const [stage, alarmEmail] = process.argv.slice(2);
  if (stage === undefined) {
    process.stderr.write('Say which stage: node infra/synthesise.ts <stage> [e-mail for alarms]\n');
    process.exitCode = 1;
  } else {
    process.stdout.write(JSON.stringify(synthesise({ stage, alarmEmail })));
  }
}
