/**
 * What the state tells the functions, by the names of the template's outputs. Both halves of the deployment use these
 * names, so a renamed one fails the type check and not a deployment.
 */
export const outputNames = [
  'MainTableName',
  'MainTableArn',
  'MainStreamArn',
  'ContactsTableName',
  'ContactsTableArn',
  'MainKeyArn',
  'ContactsKeyArn',
  'SigningKeysSecretArn',
  'ContactPrivateKeysSecretArn',
  'OidcClientSecretArn',
  'UndeliveredQueueArn',
  'AlarmTopicArn',
  'GraphqlLogGroup',
  'ContactsLogGroup',
  'LiveLogGroup',
  'TableStreamLogGroup',
  'DueLogGroup',
] as const;

export type OutputName = (typeof outputNames)[number];
