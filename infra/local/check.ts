import { runShown } from './child-process.ts';
import { contractText, generateCode } from './made-files.ts';
import { inProject, projectRoot } from './places.ts';
import { createProgress } from './progress.ts';

/** `npm run check`: what needs no running system. All checks run, so that one look shows everything. */
const node = (...args: string[]) => () => runShown(process.execPath, args, { cwd: projectRoot });

const contractIsCurrent = async (): Promise<number> => {
  const committed = await contractText();
  await createProgress(process.stderr).step('Generating code', () => generateCode(new AbortController().signal));
  if ((await contractText()) === committed) return 0;
  console.error('graphql/schema.generated.graphql was not current: it is now. Look at the difference and commit it.');
  return 1;
};

const checks: readonly (readonly [string, () => Promise<number>])[] = [
  // First: the type check reads what this makes.
  ['generated files are current', contractIsCurrent],
  ['lint', node(inProject('node_modules', 'eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0')],
  ['types', node(inProject('node_modules', 'typescript', 'bin', 'tsc'))],
  ['types of the pages', node(inProject('node_modules', 'vue-tsc', 'bin', 'vue-tsc.js'), '-p', 'tsconfig.web.json')],
];

const refused: string[] = [];
for (const [name, run] of checks) {
  const status = await run();
  console.log(`${status === 0 ? 'ok' : 'FAILED'}: ${name}`);
  if (status !== 0) refused.push(name);
}
if (refused.length > 0) {
  console.error(`Check failed: ${refused.join(', ')}.`);
  process.exitCode = 1;
}
