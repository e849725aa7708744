import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { isProduction, nameIn } from './names.ts';

export type Queues = { readonly undelivered: Queue };

/**
 * Where a change of the main table goes when it could not be passed on after every retry. It names the place in the
 * stream and holds no row, so nothing personal; the stream itself keeps the row for 24 hours.
 */
export const addQueues = (scope: Construct, stage: string): Queues => ({
  undelivered: new Queue(scope, 'Undelivered', {
    queueName: nameIn(stage, 'undelivered'),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    // The longest that SQS keeps anything: over Tết nobody may look for a week.
    retentionPeriod: Duration.days(14),
    removalPolicy: isProduction(stage) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  }),
});
