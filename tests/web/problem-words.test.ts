import { describe, expect, it } from 'vitest';
import { errorStatuses } from '../../graphql/base/errors.ts';
import { problemWords } from '../../web/shared/api/problem-words.ts';

const wordsOf = (code: string): string => problemWords({ kind: 'Problem', code }).message;

describe('When something does not work, a person reads', () => {
  it('that the service is busy whenever the fault is the service’s own, and never that they did something wrong', () => {
    const ofTheService = Object.entries(errorStatuses).filter(([, status]) => status >= 500);
    expect(ofTheService.map(([code]) => code)).toContain('INTERNAL');
    for (const [code] of ofTheService) expect(wordsOf(code), code).toBe('Máy chủ đang bận.');
  });

  it('that it cannot be done when the service refuses it', () => {
    for (const code of ['BAD_REQUEST', 'TOO_COSTLY', 'NOT_FOUND', 'UNKNOWN']) expect(wordsOf(code), code).toBe('Việc này chưa làm được.');
  });

  it('that there is no network when nothing came back', () => {
    expect(problemWords({ kind: 'Offline' }).message).toBe('Mất mạng.');
  });
});
