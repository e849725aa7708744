import { describe, expect, it } from 'vitest';
import { bulkLanguages, cellReasons, fileReasons, wordsOfCell, wordsOfFile, wordsOfHeader } from '../../functions/bulk/words.ts';

describe.each(bulkLanguages)('in %s, whoever imports a file', (language) => {
  const all = [
    ...cellReasons.map((reason) => [reason, wordsOfCell({ reason, allowed: '7' }, language)] as const),
    ...fileReasons.map((reason) => [reason, wordsOfFile(reason, language)] as const),
    ...wordsOfHeader({ missing: ['code'], unknown: ['cod'], known: ['code', 'name'] }, language).map((words) => ['header', words] as const),
  ];

  it.each(all)('is told what is wrong and how to mend it: %s', (_reason, { problem, howToMend }) => {
    for (const sentence of [problem, howToMend]) {
      expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
      expect(sentence).not.toMatch(/undefined|\{|\}| {2}/u);
      expect(sentence).toBe(sentence.normalize('NFC'));
    }
    expect(problem).not.toBe(howToMend);
  });

  it('is never told the same of two different things', () => {
    expect(new Set(all.map(([, words]) => words.problem)).size).toBe(all.length);
  });
});

it('the words name what may stand there', () => {
  expect(wordsOfCell({ reason: 'NOT_ONE_OF', allowed: 'COMMUNE, VILLAGE' }, 'en').howToMend).toBe('Choose from: COMMUNE, VILLAGE.');
  expect(wordsOfCell({ reason: 'REPEATED', allowed: '12' }, 'vi').problem).toBe('Dòng này trùng với dòng 12.');
});
