import { App, Stack } from 'aws-cdk-lib';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import { PlainAlarm, refuseOtherAlarms, type WhoIsHurt } from '../../infra/plain-alarm.ts';

const metric = new Metric({ namespace: 'AWS/Lambda', metricName: 'Errors' });
const newStack = () => {
  const app = new App({ analyticsReporting: false, treeMetadata: false });
  return { app, stack: new Stack(app, 'State') };
};

const add = (whoIsHurt: WhoIsHurt) => {
  const { stack } = newStack();
  return new PlainAlarm(stack, 'Late', {
    name: 'late',
    whoIsHurt,
    metric,
    threshold: 1,
    badPeriods: 1,
    outOf: 1,
    topic: new Topic(stack, 'Alarms'),
  });
};

const vi = 'Người dân đứng ở trạm phải chờ lâu mà chưa có ai nhận giúp.';
const en = 'Residents at the kiosk wait for long and nobody accepts their request.';

describe('an alarm for people', () => {
  it('is made when it says in both languages who is hurt', () => {
    expect(() => add({ vi, en })).not.toThrow();
  });

  it.each([
    ['says nothing in Vietnamese', { vi: ' ', en }, 'does not say in Vietnamese'],
    ['says nothing in English', { vi, en: '' }, 'does not say in English'],
    ['only names a metric', { vi, en: 'Lambda errors > 1.' }, 'does not say in English'],
    ['breaks off in the middle', { vi: vi.slice(0, -1), en }, 'does not say in Vietnamese'],
    ['was never translated', { vi: en, en }, 'translate it'],
  ])('is refused when it %s', (_case, sentences, problem) => {
    expect(() => add(sentences)).toThrow(problem);
  });

  it('cannot be got round with a plain CloudWatch alarm', () => {
    const { app, stack } = newStack();
    refuseOtherAlarms(stack);
    new Alarm(stack, 'Quiet', { metric, threshold: 1, evaluationPeriods: 1 });
    expect(() => app.synth()).toThrow('State/Quiet/Resource does not say who is hurt');
  });
});
