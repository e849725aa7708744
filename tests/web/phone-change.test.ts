import { describe, expect, it } from 'vitest';
import type { Answer } from '../../web/shared/api/api.ts';
import { useChange } from '../../web/shared/api/change.ts';
import { readablePhone } from '../../web/shared/api/open-granted.ts';

const offline = { ok: false, why: { kind: 'Offline' } } as const;
const done = { ok: true, data: 'done' } as const;

/** A service that answers each change with the next of these, and remembers what came. */
const service = (...answers: Answer<string>[]) => {
  const seen: { input: string; changeId: string }[] = [];
  const change = useChange((input: string, changeId: string) => {
    seen.push({ input, changeId });
    return Promise.resolve(answers[seen.length - 1] ?? done);
  });
  return { seen, change };
};

describe('A press on "Tôi nhận" on a bad network', () => {
  it('repeats the same change until it is answered', async () => {
    const { seen, change } = service(offline, offline, done);
    expect(await change.make('B-0427')).toBeUndefined();
    expect(change.failure.value).toEqual({ kind: 'Offline' });
    expect(await change.make('B-0427')).toBeUndefined();
    expect(await change.make('B-0427')).toBe('done');
    expect(change.failure.value).toBeUndefined();
    expect(new Set(seen.map(({ changeId }) => changeId)).size).toBe(1);
  });

  it('is another change once it was answered, or when something else is meant', async () => {
    const { seen, change } = service(done, offline, done);
    await change.make('BUSY');
    await change.make('BUSY');
    await change.make('TOO_FAR');
    expect(new Set(seen.map(({ changeId }) => changeId)).size).toBe(3);
    for (const { changeId } of seen) expect(changeId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('counts two quick presses as one', async () => {
    const { seen, change } = service(done);
    expect(await Promise.all([change.make('B-0427'), change.make('B-0427')])).toEqual(['done', undefined]);
    expect(seen).toHaveLength(1);
    expect(change.busy.value).toBe(false);
  });
});

describe('A number to call', () => {
  it('is read as neighbours read it', () => {
    expect(readablePhone('+84912345678')).toBe('0912 345 678');
    expect(readablePhone('+15550100')).toBe('+15550100');
  });
});
