import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { dueAlarms } from './due-alarms.ts';
import { functions, type FunctionName } from './functions.ts';
import type { EncryptionKeys } from './keys.ts';
import type { FunctionLogs } from './logs.ts';
import { nameIn } from './names.ts';
import { PlainAlarm, type PlainAlarmProps } from './plain-alarm.ts';
import type { Queues } from './queues.ts';
import type { Tables } from './tables.ts';

export type Watched = {
  readonly keys: EncryptionKeys;
  readonly tables: Tables;
  readonly queues: Queues;
  readonly logs: Readonly<Record<FunctionName, FunctionLogs>>;
};

/** Where alarms are sent. With an address, it is asked once to confirm; without, anyone may subscribe later. */
export const addAlarms = (scope: Construct, stage: string, watched: Watched, alarmEmail?: string): Topic => {
  const topic = new Topic(scope, 'Alarms', {
    topicName: nameIn(stage, 'alarms'),
    displayName: `Trạm Số ${stage}`,
    masterKey: watched.keys.main,
  });
  if (alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(alarmEmail));
  const alarm = (id: string, thing: string, props: Omit<PlainAlarmProps, 'name' | 'topic'>) =>
    new PlainAlarm(scope, id, { name: nameIn(stage, thing), topic, ...props });

  for (const { name, whoIsHurt } of functions) {
    alarm(`Alarm-${name}`, name, {
      whoIsHurt,
      metric: failures(nameIn(stage, name), watched.logs[name]),
      threshold: 1,
      // Two bad minutes in five: a lone error is retried, two are somebody's evening.
      badPeriods: 2,
      outOf: 5,
    });
  }

  alarm('Alarm-undelivered', 'undelivered', {
    whoIsHurt: {
      vi: 'Có thay đổi đã thử nhiều lần mà không báo được tới điện thoại của tổ viên, nên có thể có người dân đang chờ mà chưa ai biết.',
      en: 'Some changes could not be passed on to volunteers’ phones after every retry, so a resident may be waiting without anyone knowing.',
    },
    metric: watched.queues.undelivered.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: Duration.minutes(1) }),
    threshold: 1,
    badPeriods: 1,
    outOf: 1,
  });

  alarm('Alarm-delay', 'notices-late', {
    whoIsHurt: {
      vi: 'Yêu cầu mới tới điện thoại của tổ viên chậm hơn nửa phút, nên người dân đứng ở trạm phải chờ mà chưa có ai nhận.',
      en: 'New requests reach volunteers’ phones more than half a minute late, so residents stand at the kiosk with nobody accepting.',
    },
    metric: ofFunction(nameIn(stage, 'table-stream'), 'IteratorAge', Stats.MAXIMUM),
    // Milliseconds. A person at a kiosk has three minutes of an offer; half a minute of it is already too much.
    threshold: 30_000,
    badPeriods: 2,
    outOf: 3,
  });

  alarm('Alarm-table', 'main-table-refusing', {
    whoIsHurt: {
      vi: 'Kho dữ liệu đang từ chối bớt yêu cầu vì quá tải, nên người dân và tổ viên có thể phải bấm lại nhiều lần.',
      en: 'The data store is turning requests away because of load, so residents and volunteers may have to tap several times.',
    },
    metric: throttled(watched.tables.main.tableName),
    threshold: 5,
    badPeriods: 2,
    outOf: 5,
  });
  for (const { id, name: thing, ...watchedFor } of dueAlarms(scope, stage, watched.logs.due)) alarm(id, thing, watchedFor);
  return topic;
};

const ofFunction = (functionName: string, metricName: string, statistic: string): Metric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { FunctionName: functionName },
    statistic,
    period: Duration.minutes(1),
  });

/** Calls that threw or timed out, calls that were turned away, and errors that the answer hid. */
const failures = (functionName: string, logs: FunctionLogs): IMetric =>
  new MathExpression({
    expression: 'FILL(errors, 0) + FILL(throttles, 0) + FILL(errorLines, 0)',
    usingMetrics: {
      errors: ofFunction(functionName, 'Errors', Stats.SUM),
      throttles: ofFunction(functionName, 'Throttles', Stats.SUM),
      errorLines: logs.errorLines,
    },
    label: 'failures',
    period: Duration.minutes(1),
  });

const throttled = (tableName: string): IMetric => {
  const events = (metricName: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: tableName },
      statistic: Stats.SUM,
      period: Duration.minutes(1),
    });
  return new MathExpression({
    expression: 'FILL(reads, 0) + FILL(writes, 0)',
    usingMetrics: { reads: events('ReadThrottleEvents'), writes: events('WriteThrottleEvents') },
    label: 'requests turned away',
    period: Duration.minutes(1),
  });
};
