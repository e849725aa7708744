import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { runQuietly } from './child-process.ts';
import { makeWhenStale } from './freshness.ts';
import { inProject } from './places.ts';
import { StartProblem, errorCode } from './start-problem.ts';

/** The folder of the built pages. */
export const pagesFolder: string = inProject('dist', 'web');

const isGenerated = (path: string): boolean => path.startsWith('web/gql/') || path.includes('.generated.');

/** Resolver types and typed documents, made from the schema and from what the pages ask for. */
export const makeGeneratedCode = (signal: AbortSignal): Promise<boolean> =>
  makeWhenStale(
    {
      name: 'generated-code',
      from: ['graphql', 'web', 'codegen.ts', 'package-lock.json'],
      leavingOut: (path) => isGenerated(path) || !/\.(graphql|ts|vue|json)$/u.test(path) || (path.startsWith('graphql/') && path.endsWith('.ts') && !path.endsWith('mappers.ts')),
      result: inProject('web', 'gql', 'graphql.ts'),
    },
    () => generateCode(signal),
  );

export const generateCode = async (signal: AbortSignal): Promise<void> => {
  const { status, output } = await runQuietly(
    process.execPath,
    [inProject('node_modules', '@graphql-codegen', 'cli', 'esm', 'bin.js'), '--config', inProject('codegen.ts')],
    { signal },
  );
  if (status !== 0) throw new StartProblem(`The code could not be generated from graphql/*/schema.graphql:\n${output.trim()}`);
};

/** The pages of web/, built into dist/web: beside it first, so that a build that was cut short leaves the last one whole. */
export const buildPages = (signal: AbortSignal): Promise<boolean> =>
  makeWhenStale(
    { name: 'pages', from: ['web', 'table-files', 'graphql', 'package-lock.json'], leavingOut: (path) => path.startsWith('web/gql/') || (path.startsWith('graphql/') && !/^graphql\/(explorer\/|schema\.generated)/u.test(path)), result: `${pagesFolder}/kiosk/index.html` },
    async () => {
      const beside = inProject('dist', `web-${process.pid}-${randomBytes(3).toString('hex')}`);
      try {
        const { status, output } = await runQuietly(
          process.execPath,
          [inProject('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', inProject('web', 'vite.config.ts'), '--logLevel', 'error'],
          { env: { WEB_OUT: beside, NODE_ENV: 'production' }, signal },
        );
        if (status !== 0) throw new StartProblem(`The pages could not be built from web/:\n${output.trim()}`);
        await putInPlace(beside, pagesFolder);
      } finally {
        await rm(beside, { recursive: true, force: true });
      }
    },
  );

const putInPlace = async (built: string, place: string): Promise<void> => {
  await mkdir(inProject('dist'), { recursive: true });
  const before = `${built}-before`;
  try {
    await rename(place, before);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  try {
    await rename(built, place);
  } finally {
    await rm(before, { recursive: true, force: true });
  }
};

/** The committed contract as it is now, to see whether generating changed it. */
export const contractText = (): Promise<string> => readFile(inProject('graphql', 'schema.generated.graphql'), 'utf8');
