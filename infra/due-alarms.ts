import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionLogs } from './logs.ts';
import { nameIn } from './names.ts';
import type { PlainAlarmProps } from './plain-alarm.ts';

/** The line that each run writes: functions/handlers/observability.ts, `recordDueRun`. */
const RUN_LINE = 'due run';

type DueAlarm = Omit<PlainAlarmProps, 'topic'> & { readonly id: string };

/** Nothing that is due is late without somebody knowing: late, set aside, or not looked at all. */
export const dueAlarms = (scope: Construct, stage: string, { group }: FunctionLogs): readonly DueAlarm[] => {
  /** The greatest value in a minute of one number of the line. */
  const ofRun = (field: 'latestBy' | 'aside'): Metric => {
    const metric = { metricNamespace: `TramSo/${stage}`, metricName: `Due-${field}` };
    new MetricFilter(scope, `Due-${field}`, {
      logGroup: group,
      filterPattern: FilterPattern.stringValue('$.message', '=', RUN_LINE),
      metricValue: `$.${field}`,
      ...metric,
    });
    return new Metric({ namespace: metric.metricNamespace, metricName: metric.metricName, statistic: Stats.MAXIMUM, period: Duration.minutes(1) });
  };
  const invocations = new Metric({
    namespace: 'AWS/Lambda',
    metricName: 'Invocations',
    dimensionsMap: { FunctionName: nameIn(stage, 'due') },
    statistic: Stats.SUM,
    period: Duration.minutes(1),
  });
  return [
    {
      id: 'Alarm-due-late',
      name: 'due-late',
      whoIsHurt: {
        vi: 'Việc đến giờ đang bị làm chậm hơn năm phút, nên yêu cầu hết giờ nhận chưa sang được tổ kế tiếp và người dân phải chờ thêm.',
        en: 'What is due is done more than five minutes late, so requests stay with teams that did not answer and residents wait longer.',
      },
      metric: ofRun('latestBy'),
      // Milliseconds. A run a minute makes a minute usual; an offer at a kiosk lasts three.
      threshold: 300_000,
      badPeriods: 2,
      outOf: 3,
    },
    {
      id: 'Alarm-due-aside',
      name: 'due-set-aside',
      whoIsHurt: {
        vi: 'Có yêu cầu đã thử nhiều lần mà hệ thống không xử lý được khi đến giờ, nên người dân của yêu cầu đó có thể chờ mà không ai tới.',
        en: 'Some requests could not be moved on after many attempts, so the residents who asked may wait without anybody coming.',
      },
      metric: ofRun('aside'),
      threshold: 1,
      badPeriods: 1,
      outOf: 1,
    },
    {
      id: 'Alarm-due-silent',
      name: 'due-not-running',
      whoIsHurt: {
        vi: 'Việc đến giờ không còn được xem tới, nên yêu cầu không chuyển tổ, không nhắc hẹn, và người dân chờ mà không ai biết.',
        en: 'What is due is no longer looked at: requests do not pass on, nobody is warned, and residents wait without anyone knowing.',
      },
      metric: new MathExpression({
        expression: 'IF(invocations >= 1, 0, 1)',
        usingMetrics: { invocations },
        label: 'minutes without a run',
        period: Duration.minutes(1),
      }),
      threshold: 1,
      badPeriods: 3,
      outOf: 3,
      silenceIsBad: true,
    },
  ];
};
