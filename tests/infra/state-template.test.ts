import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it, vi } from 'vitest';
import { createTableInput } from '../../functions/storage/create-tables.dynamo.ts';
import { tables, type TableDefinition } from '../../functions/storage/tables.ts';
import { DUE_RUN } from '../../functions/handlers/observability.ts';
import { functions } from '../../infra/functions.ts';
import { emptyKeySet, emptyOidcClient } from '../../infra/key-sets.ts';
import { outputNames } from '../../infra/outputs.ts';
import type { StateSettings } from '../../infra/state-stack.ts';
import { synthesise, type Synthesised } from '../../infra/synthesise.ts';

type Resource = { Type: string; DeletionPolicy?: string; UpdateReplacePolicy?: string; Properties: Record<string, unknown> };

/** Without the CDK's own validation, which takes 2 s of the processor each time: production's template goes through it. */
const synthesiseUnvalidated = (settings: StateSettings): Synthesised => {
  vi.stubEnv('CDK_VALIDATION', 'false');
  try {
    return synthesise(settings);
  } finally {
    vi.unstubAllEnvs();
  }
};

const synthesised = { production: synthesise({ stage: 'production' }), trial: synthesiseUnvalidated({ stage: 'trial' }) };
type StageName = keyof typeof synthesised;

const ofType = (stage: StageName, type: string): Resource[] =>
  Object.values(Template.fromJSON({ ...synthesised[stage].template }).findResources(type)) as unknown as Resource[];

const tableOf = (stage: StageName, table: TableDefinition): Resource => {
  const found = ofType(stage, 'AWS::DynamoDB::Table').find(({ Properties }) => Properties['TableName'] === `tram-so-${stage}-${table.name}`);
  if (found === undefined) throw new Error(`The template has no table ${table.name}.`);
  return found;
};

describe.each(tables)('the table $name that AWS creates', (table) => {
  const { Properties: onAws } = tableOf('production', table);

  it('is the table that the engine on one machine creates, field by field', () => {
    const { StreamSpecification: stream, ...onOneMachine } = createTableInput(table, `tram-so-production-${table.name}`);
    const {
      StreamSpecification: streamOnAws,
      TimeToLiveSpecification: timeToLive,
      PointInTimeRecoverySpecification: _recovery,
      SSESpecification: _encryption,
      DeletionProtectionEnabled: _protection,
      ...rest
    } = onAws;
    expect(rest).toEqual(onOneMachine);
    // CloudFormation has no StreamEnabled: naming the view turns the stream on.
    expect(streamOnAws).toEqual(stream === undefined ? undefined : { StreamViewType: stream.StreamViewType });
    expect(timeToLive).toEqual({ AttributeName: table.timeToLive, Enabled: true });
  });

  it('pays per request and can be set back to any second of the last 35 days', () => {
    expect(onAws).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  it('survives every mistake in production, and leaves nothing behind elsewhere', () => {
    expect(tableOf('production', table)).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { DeletionProtectionEnabled: true },
    });
    expect(tableOf('trial', table)).toMatchObject({
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
      Properties: { DeletionProtectionEnabled: false },
    });
  });
});

describe('contacts, apart from everything else', () => {
  const template = Template.fromJSON({ ...synthesised.production.template });
  const keyOfTable = (table: TableDefinition) =>
    (tableOf('production', table).Properties['SSESpecification'] as { KMSMasterKeyId: { 'Fn::GetAtt': [string, string] } }).KMSMasterKeyId[
      'Fn::GetAtt'
    ][0];
  const [main, contacts] = tables.map(keyOfTable);

  it('are sealed with a key of their own that turns over every year', () => {
    expect(contacts).toBeDefined();
    expect(contacts).not.toBe(main);
    for (const { Properties, DeletionPolicy } of ofType('production', 'AWS::KMS::Key')) {
      expect(Properties).toMatchObject({ EnableKeyRotation: true });
      expect(DeletionPolicy).toBe('Retain');
    }
    expect(ofType('production', 'AWS::KMS::Key')).toHaveLength(2);
  });

  it('have their private keys under that key too, and the signing keys under the other', () => {
    const sealedBy = (name: string) =>
      template.hasResourceProperties('AWS::SecretsManager::Secret', {
        Name: `tram-so/production/${name}`,
        KmsKeyId: { 'Fn::GetAtt': [name === 'contact-private-keys' ? contacts : main, 'Arn'] },
      });
    sealedBy('contact-private-keys');
    sealedBy('signing-keys');
  });

  it('have no key of any kind written into the template', () => {
    for (const { Properties } of ofType('production', 'AWS::SecretsManager::Secret')) {
      expect([JSON.stringify(emptyKeySet), JSON.stringify(emptyOidcClient)]).toContain(Properties['SecretString']);
    }
    expect(JSON.stringify(synthesised.production.template)).not.toContain('"d\\"');
  });
});

describe('an alarm', () => {
  const alarms = ofType('production', 'AWS::CloudWatch::Alarm');
  const named = (name: string) => alarms.find(({ Properties }) => Properties['AlarmName'] === `tram-so-production-${name}`);

  it.each(functions)('watches the function $name and says in Vietnamese and English who is hurt', ({ name, whoIsHurt }) => {
    expect(named(name)?.Properties).toMatchObject({
      AlarmDescription: `${whoIsHurt.vi}\n\n${whoIsHurt.en}`,
      TreatMissingData: 'notBreaching',
    });
  });

  it.each(['undelivered', 'notices-late', 'main-table-refusing', 'due-late', 'due-set-aside', 'due-not-running'])('also watches %s', (name) => {
    expect(named(name)?.Properties['AlarmDescription']).toMatch(/(người dân|tổ viên).*\.\n\n.*(resident|volunteer).*\./is);
  });

  it('tells the same people when it starts and when it is over', () => {
    for (const { Properties } of alarms) {
      expect(Properties['AlarmActions']).toEqual([{ Ref: expect.stringMatching(/^Alarms/) }]);
      expect(Properties['OKActions']).toEqual(Properties['AlarmActions']);
    }
  });

  it('rings when nobody looks at what is due, although there is nothing to measure then', () => {
    expect(named('due-not-running')?.Properties).toMatchObject({ TreatMissingData: 'breaching', DatapointsToAlarm: 3, EvaluationPeriods: 3 });
  });

  it('takes how late and how many from the line that each run writes', () => {
    for (const field of ['latestBy', 'aside']) {
      Template.fromJSON({ ...synthesised.production.template }).hasResourceProperties('AWS::Logs::MetricFilter', {
        FilterPattern: `{ $.message = "${DUE_RUN}" }`,
        MetricTransformations: [{ MetricNamespace: 'TramSo/production', MetricName: `Due-${field}`, MetricValue: `$.${field}` }],
      });
    }
  });

  it('counts errors that an answer hid, from the lines of the log', () => {
    for (const { name } of functions) {
      Template.fromJSON({ ...synthesised.production.template }).hasResourceProperties('AWS::Logs::MetricFilter', {
        FilterPattern: '{ $.level = "ERROR" }',
        MetricTransformations: [{ MetricNamespace: 'TramSo/production', MetricName: `ErrorLines-${name}`, MetricValue: '1' }],
      });
    }
  });

  it('is sent to an address when one is given, and to none that was not', () => {
    const { template } = synthesiseUnvalidated({ stage: 'trial', alarmEmail: 'truc-ban@example.vn' });
    Template.fromJSON({ ...template }).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'truc-ban@example.vn',
    });
    expect(ofType('trial', 'AWS::SNS::Subscription')).toEqual([]);
  });
});

describe('the template', () => {
  it.each(['production', 'trial'] as const)('of %s needs no bootstrapped account and fits into one call', (stage) => {
    const { template } = synthesised[stage];
    expect(template['Parameters']).toBeUndefined();
    expect(template['Rules']).toBeUndefined();
    // CloudFormation takes at most 51,200 bytes in a call; more would need a bucket.
    expect(Buffer.byteLength(JSON.stringify(template))).toBeLessThan(51_200);
  });

  it('has the outputs that the functions are deployed from', () => {
    expect(Object.keys(synthesised.production.template['Outputs'] as object).sort()).toEqual([...outputNames].sort());
  });

  it('is the same each time, so that a deployment without changes changes nothing', () => {
    expect(synthesiseUnvalidated({ stage: 'production' })).toEqual(synthesised.production);
  });

  it('sends no analytics', () => {
    expect(JSON.stringify(synthesised.production.template)).not.toContain('AWS::CDK::Metadata');
  });

  it('refuses a stage that cannot be part of a name', () => {
    expect(() => synthesise({ stage: 'thử nghiệm' })).toThrow('start with a letter');
  });

  it('keeps logs for three months, under the names that the functions write to', () => {
    const groups = ofType('production', 'AWS::Logs::LogGroup').map(({ Properties }) => Properties);
    expect(groups).toHaveLength(functions.length);
    for (const { name } of functions) {
      expect(groups).toContainEqual({ LogGroupName: `/aws/lambda/tram-so-production-${name}`, RetentionInDays: 90 });
    }
  });
});
