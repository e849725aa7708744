import { BootstraplessSynthesizer, CfnOutput, Stack, type App, type IStackSynthesizer } from 'aws-cdk-lib';
import { addAlarms } from './alarms.ts';
import { addKeys } from './keys.ts';
import { addLogs } from './logs.ts';
import { nameIn } from './names.ts';
import { outputNames, type OutputName } from './outputs.ts';
import { refuseOtherAlarms } from './plain-alarm.ts';
import { addQueues } from './queues.ts';
import { addSecrets } from './secrets.ts';
import { addTables } from './tables.ts';

export type StateSettings = {
  /** As `sst deploy --stage` names it. */
  readonly stage: string;
  /** Who is told of alarms by e-mail. */
  readonly alarmEmail?: string | undefined;
};

/**
 * Everything that holds state, in one stack that outlives any redeployment of the functions. Bootstrapless: the
 * template stands alone, so that SST can deploy it without the CDK's own buckets and roles.
 */
export const stateStack = (app: App, { stage, alarmEmail }: StateSettings): Stack => {
  const stack = new Stack(app, 'State', {
    stackName: nameIn(stage, 'state'),
    // ASCII: CloudFormation shows other letters of a description as question marks.
    description: `Tram So (${stage}): everything that holds state`,
    // The library's own types disagree under exactOptionalPropertyTypes: the class says `string | undefined`.
    synthesizer: new BootstraplessSynthesizer() as IStackSynthesizer,
  });
  const keys = addKeys(stack, stage);
  const tables = addTables(stack, stage, keys);
  const queues = addQueues(stack, stage);
  const secrets = addSecrets(stack, stage, keys);
  const logs = addLogs(stack, stage);
  const alarms = addAlarms(stack, stage, { keys, tables, queues, logs }, alarmEmail);
  refuseOtherAlarms(stack);

  const streamArn = tables.main.tableStreamArn;
  if (streamArn === undefined) throw new Error('The main table has no stream: functions/storage/tables.ts defines one.');
  const values: Readonly<Record<OutputName, string>> = {
    MainTableName: tables.main.tableName,
    MainTableArn: tables.main.tableArn,
    MainStreamArn: streamArn,
    ContactsTableName: tables.contacts.tableName,
    ContactsTableArn: tables.contacts.tableArn,
    MainKeyArn: keys.main.keyArn,
    ContactsKeyArn: keys.contacts.keyArn,
    SigningKeysSecretArn: secrets.signingKeys.secretArn,
    ContactPrivateKeysSecretArn: secrets.contactPrivateKeys.secretArn,
    OidcClientSecretArn: secrets.oidcClient.secretArn,
    UndeliveredQueueArn: queues.undelivered.queueArn,
    AlarmTopicArn: alarms.topicArn,
    GraphqlLogGroup: logs.graphql.group.logGroupName,
    ContactsLogGroup: logs.contacts.group.logGroupName,
    LiveLogGroup: logs.live.group.logGroupName,
    TableStreamLogGroup: logs['table-stream'].group.logGroupName,
    DueLogGroup: logs.due.group.logGroupName,
  };
  for (const name of outputNames) new CfnOutput(stack, name, { value: values[name] });
  return stack;
};
