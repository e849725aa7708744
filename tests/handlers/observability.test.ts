import { afterEach, describe, expect, test, vi } from 'vitest';
import { recordAnswer, recordFault, requestIdOf, traced } from '../../functions/handlers/observability.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const linesOf = (work: () => void): Record<string, unknown>[] => {
  const lines: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => lines.push(String(chunk)) > 0);
  const errors = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => lines.push(String(chunk)) > 0);
  work();
  spy.mockRestore();
  errors.mockRestore();
  return lines.join('').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
};

const requestId = 'f0000000-0000-4000-8000-000000000427';

describe('an answered request', () => {
  test('leaves one line with its id, and a metric for each kind of failure', () => {
    const lines = linesOf(() =>
      recordAnswer({
        requestId,
        operation: 'mutation acceptRequest',
        status: 200,
        milliseconds: 12.5,
        failures: ['AcceptedByAnother', 'AcceptedByAnother', 'INTERNAL'],
      }),
    );
    expect(lines.filter(({ message }) => message === 'answered')).toEqual([expect.objectContaining({ requestId, operation: 'mutation acceptRequest', milliseconds: 12.5 })]);
    const metrics = lines.filter((line) => '_aws' in line);
    expect(metrics[0]).toMatchObject({ operation: 'mutation acceptRequest', Requests: 1, Latency: 12.5, Failures: 3 });
    expect(metrics.slice(1).map(({ failure, FailuresByType }) => [failure, FailuresByType])).toEqual([
      ['AcceptedByAnother', 2],
      ['INTERNAL', 1],
    ]);
  });

  test('whose fault is ours leaves a line that the alarm finds', () => {
    const [line] = linesOf(() => recordFault(requestId, new RangeError('too small')));
    expect(line).toMatchObject({ level: 'ERROR', message: 'fault', requestId, fault: { name: 'RangeError', message: 'too small' } });
  });

  test('keeps the id that the kiosk gave it, when it is a UUID', () => {
    expect(requestIdOf(requestId.toUpperCase())).toBe(requestId);
    for (const other of [undefined, '', 'x', `${requestId}\n`, '0912345678']) expect(requestIdOf(other)).toMatch(/^[0-9a-f-]{36}$/);
    expect(requestIdOf('0912345678')).not.toContain('0912345678');
  });

  test('is worked on without a tracer where no traces go', async () => {
    expect(await traced('answer', requestId, () => Promise.resolve('done'))).toBe('done');
    await expect(traced('answer', requestId, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
