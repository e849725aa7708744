import { describe, expect, test, vi } from 'vitest';
import { startEveryMinute } from '../../../infra/local/every-minute.ts';

describe('the stand-in for the schedule', () => {
  test('runs at once, again and again, never two at a time, and waits for the last one to end', async () => {
    let runs = 0;
    let atOnce = 0;
    let mostAtOnce = 0;
    let letGo: () => void = () => undefined;
    const handler = async (): Promise<void> => {
      runs += 1;
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      await new Promise<void>((resolve) => {
        letGo = resolve;
        if (runs > 2) return;
        setImmediate(resolve);
      });
      atOnce -= 1;
    };
    const everyMoment = startEveryMinute(handler, (error) => { throw error; }, 1);
    await vi.waitUntil(() => runs === 3);
    const stopping = everyMoment.stop();
    letGo();
    await stopping;
    expect({ runs, mostAtOnce, atOnce }).toEqual({ runs: 3, mostAtOnce: 1, atOnce: 0 });
  });

  test('tells of a run that failed and goes on', async () => {
    const reported: unknown[] = [];
    const fault = new Error('the table is away');
    let runs = 0;
    const everyMoment = startEveryMinute(
      () => {
        runs += 1;
        return runs === 1 ? Promise.reject(fault) : Promise.resolve();
      },
      (error) => reported.push(error),
      1,
    );
    await vi.waitUntil(() => runs > 1);
    await everyMoment.stop();
    expect(reported).toEqual([fault]);
  });
});
