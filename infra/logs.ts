import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, LogGroup, MetricFilter, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionName } from './functions.ts';
import { isProduction, nameIn } from './names.ts';

export type FunctionLogs = { readonly group: LogGroup; readonly errorLines: Metric };

/**
 * One log group per function, kept with the state so that a redeployed function does not lose its past. Lines are JSON
 * (Powertools); those at level ERROR are counted, because a GraphQL answer that hides an internal error is still a
 * success to Lambda.
 */
export const addLogs = (scope: Construct, stage: string): Readonly<Record<FunctionName, FunctionLogs>> => {
  const logsOf = (name: FunctionName): FunctionLogs => {
    const group = new LogGroup(scope, `Logs-${name}`, {
      logGroupName: `/aws/lambda/${nameIn(stage, name)}`,
      // Long enough to answer a complaint about the last quarter; nothing personal is in them.
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: isProduction(stage) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const metric = { metricNamespace: `TramSo/${stage}`, metricName: `ErrorLines-${name}` };
    new MetricFilter(scope, `ErrorLines-${name}`, {
      logGroup: group,
      filterPattern: FilterPattern.stringValue('$.level', '=', 'ERROR'),
      ...metric,
    });
    return {
      group,
      errorLines: new Metric({
        namespace: metric.metricNamespace,
        metricName: metric.metricName,
        statistic: Stats.SUM,
        period: Duration.minutes(1),
      }),
    };
  };
  return {
    graphql: logsOf('graphql'),
    contacts: logsOf('contacts'),
    live: logsOf('live'),
    'table-stream': logsOf('table-stream'),
    due: logsOf('due'),
  };
};
