import { buildASTSchema, isObjectType } from 'graphql';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { errorStatuses } from '../../graphql/base/errors.ts';
import { languageOf } from '../../graphql/base/language.ts';
import { texts, toProblem, type AnyFailure } from '../../graphql/base/problems.ts';
import { typeDefs } from '../../graphql/typeDefs.generated.ts';

const problemTypes = Object.values(buildASTSchema(typeDefs).getTypeMap())
  .filter((type) => isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Problem'))
  .map(({ name }) => name);

const everyFailure: readonly AnyFailure[] = [
  ...Object.keys(texts.vi.problems).map((type) => ({ type }) as AnyFailure),
  ...Object.keys(texts.vi.invalid).map((reason) => ({ type: 'InvalidInput', field: ['at'], reason, limit: 50 }) as AnyFailure),
  ...Object.keys(texts.vi.notFound).map((kind) => ({ type: 'NotFound', kind }) as AnyFailure),
  { type: 'AcceptedByAnother', memberName: 'Chị Hoà' },
  { type: 'TooManyTries', tryAgainAt: '2026-11-21T12:59:00.000Z', waitSeconds: 900 },
  { type: 'PinNeeded', isNew: true },
  { type: 'PinNeeded', isNew: false },
];

describe('what people read when something cannot be done', () => {
  test('every problem of the schema has its words', () => {
    expect(new Set(everyFailure.map(({ type }) => type))).toEqual(new Set(problemTypes));
  });

  test.each(['vi', 'en'] as const)('in %s each says what is the matter and what to do, shortly', (language) => {
    for (const failure of everyFailure) {
      const { message, nextStep, __typename } = toProblem({ language }, failure);
      expect(__typename).toBe(failure.type);
      for (const sentence of [message, nextStep]) {
        expect(sentence).toMatch(/^\S.*\S[.”]$/u);
        expect(sentence.split(' ').length).toBeLessThanOrEqual(14);
        expect(sentence).toBe(sentence.normalize('NFC'));
        expect(sentence).not.toMatch(/undefined|NaN|\$\{/);
      }
    }
  });

  test('a problem keeps what its failure knows', () => {
    expect(toProblem({ language: 'en' }, { type: 'AcceptedByAnother', memberName: 'Chị Hoà' })).toEqual({
      __typename: 'AcceptedByAnother',
      memberName: 'Chị Hoà',
      message: 'Chị Hoà has taken this one.',
      nextStep: 'Look at the others that wait.',
    });
  });

  test.each([
    [undefined, 'vi'],
    ['', 'vi'],
    ['en', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['vi-VN,vi;q=0.9,en;q=0.8', 'vi'],
    ['fr-FR,en;q=0.5', 'en'],
    ['en;q=0,vi;q=0.1', 'vi'],
    ['en;q=nonsense', 'vi'],
    ['km', 'vi'],
  ] as const)('who asks with Accept-Language “%s” reads %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

describe('codes of errors', () => {
  test('are each explained in the README, with the status that they have', async () => {
    const readme = await readFile(new URL('../../graphql/README.md', import.meta.url), 'utf8');
    const explained = new Map([...readme.matchAll(/^\| `([A-Z_]+)` \|.*\| (\d{3})[^|]*\|$/gm)].map(([, code, status]) => [code, Number(status)]));
    expect(Object.fromEntries(explained)).toEqual(errorStatuses);
  });
});
