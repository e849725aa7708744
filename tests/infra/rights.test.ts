import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mainTable } from '../../functions/storage/tables.ts';
import { functions, type FunctionName } from '../../infra/functions.ts';
import { emptyKeySet, firstPublicKey, publicHalf, type KeySet } from '../../infra/key-sets.ts';
import { denialsOf, deploy, functionOf, grantsOf, makeServiceKeys, settingsOf, type Deployed, type ServiceKeys } from './recorded-deployment.ts';
import { arnOf, outputOf } from './recording-globals.ts';

/** Who holds which key, and who may touch what: read off a deployment with nothing chosen by the operator. */
let keys: ServiceKeys;
let deployed: Deployed;

beforeAll(async () => {
  for (const name of ['ALARM_EMAIL', 'STATION_DOMAIN', 'CONTACTS_DYNAMODB_ENDPOINT', 'OIDC_ISSUER', 'OIDC_CLIENT_ID']) vi.stubEnv(name, undefined);
  keys = await makeServiceKeys();
  deployed = await deploy('rights', keys);
}, 240_000);

afterAll(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const environmentOf = (name: FunctionName) => settingsOf(deployed, name);
const permissionsOf = (name: FunctionName) => grantsOf(deployed, name);
const actionsOn = (name: FunctionName, resource: string) =>
  permissionsOf(name)
    .filter(({ resources }) => resources.includes(resource))
    .flatMap(({ actions }) => actions)
    .sort();

describe('keys', () => {
  const privatePartOf = (set: KeySet) => String(set.keys[0]?.['d']);

  it('that open contacts reach the contacts function and nothing else', () => {
    expect(environmentOf('contacts')['CONTACT_PRIVATE_KEYS']).toBe(JSON.stringify(keys.contact));
    const others = deployed.components.filter((component) => component !== functionOf(deployed, 'contacts'));
    expect(JSON.stringify(others)).not.toContain(privatePartOf(keys.contact));
  });

  it('that sign never reach the function that opens contacts', () => {
    expect(JSON.stringify(functionOf(deployed, 'contacts').args)).not.toContain(privatePartOf(keys.signing));
    expect(environmentOf('contacts')['SIGNING_PUBLIC_KEYS']).toBe(JSON.stringify(publicHalf(keys.signing)));
  });

  it('that devices seal to are the public half of the same pair', () => {
    expect(environmentOf('graphql')['CONTACT_PUBLIC_KEY']).toBe(JSON.stringify(firstPublicKey(keys.contact)));
  });

  it('that seal the settings of the contacts function are the contacts’ own', () => {
    for (const { name } of functions) {
      expect(functionOf(deployed, name).args).toHaveProperty(
        ['transformed function', 'kmsKeyArn'],
        outputOf(name === 'contacts' ? 'ContactsKeyArn' : 'MainKeyArn'),
      );
    }
  });

  it('are asked for in a sentence by the first deployment, when there are none yet', async () => {
    await expect(deploy('first', { signing: emptyKeySet, contact: emptyKeySet })).rejects.toThrow(
      /tram-so\/first\/signing-keys holds no keys yet.*deploy again/,
    );
  }, 60_000);
});

describe('what a function may touch', () => {
  it('of the main table is, for the one that opens contacts, only to add a line to the trail, if the request is still the member’s', () => {
    expect(permissionsOf('contacts').filter(({ resources }) => resources.includes(outputOf('MainTableArn')))).toEqual([
      {
        actions: ['dynamodb:PutItem'],
        resources: [outputOf('MainTableArn')],
        conditions: [{ test: 'ForAllValues:StringLike', variable: 'dynamodb:LeadingKeys', values: ['audit#*'] }],
      },
      {
        actions: ['dynamodb:ConditionCheckItem'],
        resources: [outputOf('MainTableArn')],
        conditions: [{ test: 'ForAllValues:StringLike', variable: 'dynamodb:LeadingKeys', values: ['request#*'] }],
      },
    ]);
    expect(permissionsOf('contacts').filter(({ resources }) => resources.includes(outputOf('MainKeyArn')))).toEqual([
      {
        actions: ['kms:Decrypt'],
        resources: [outputOf('MainKeyArn')],
        conditions: [{ test: 'StringLike', variable: 'kms:ViaService', values: ['dynamodb.*.amazonaws.com'] }],
      },
    ]);
    expect(actionsOn('contacts', outputOf('ContactsTableArn'))).toEqual(['dynamodb:GetItem']);
  });

  it('never includes changing or deleting a line of the trail', () => {
    const changing = /^dynamodb:(UpdateItem|DeleteItem|BatchWriteItem|PartiQL\w+)$/u;
    for (const { name } of functions) {
      if (!actionsOn(name, outputOf('MainTableArn')).some((action) => changing.test(action))) continue;
      expect([name, denialsOf(deployed, name)]).toEqual([
        name,
        [
          {
            effect: 'deny',
            actions: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
            resources: [outputOf('MainTableArn')],
            conditions: [{ test: 'ForAnyValue:StringLike', variable: 'dynamodb:LeadingKeys', values: ['audit#*'] }],
          },
        ],
      ]);
    }
    expect(functions.filter(({ name }) => denialsOf(deployed, name).length > 0).map(({ name }) => name)).toEqual(['graphql', 'live', 'table-stream', 'due']);
  });

  it('of the main table’s lists is, for the phones’ live line, the list of units', () => {
    const queries = permissionsOf('live').filter(({ actions }) => actions.includes('dynamodb:Query'));
    expect(queries).toEqual([
      {
        actions: ['dynamodb:Query'],
        resources: [outputOf('MainTableArn')],
        conditions: [{ test: 'ForAllValues:StringLike', variable: 'dynamodb:LeadingKeys', values: ['units', 'units#*'] }],
      },
    ]);
  });

  it('of contacts is putting one away for the API, and moving its end for the stream: neither can read one', () => {
    expect(actionsOn('graphql', outputOf('ContactsTableArn'))).toEqual(['dynamodb:PutItem']);
    expect(actionsOn('table-stream', outputOf('ContactsTableArn'))).toEqual(['dynamodb:UpdateItem']);
    expect(actionsOn('live', outputOf('ContactsTableArn'))).toEqual([]);
  });

  it('of the contacts key is only what DynamoDB does for it, outside the function that opens contacts', () => {
    for (const name of ['graphql', 'table-stream'] as const) {
      const grants = permissionsOf(name).filter(({ resources }) => resources.includes(outputOf('ContactsKeyArn')));
      expect(grants).toEqual([
        {
          actions: ['kms:Decrypt'],
          resources: [outputOf('ContactsKeyArn')],
          conditions: [{ test: 'StringLike', variable: 'kms:ViaService', values: ['dynamodb.*.amazonaws.com'] }],
        },
      ]);
    }
    expect(actionsOn('live', outputOf('ContactsKeyArn'))).toEqual([]);
  });

  it('covers every index by name', () => {
    for (const { name } of mainTable.indexes) {
      expect(actionsOn('graphql', `${outputOf('MainTableArn')}/index/${name}`)).toContain('dynamodb:Query');
    }
  });

  it('never includes scanning a table', () => {
    for (const { name } of functions) expect(JSON.stringify(permissionsOf(name))).not.toContain('Scan');
  });

  it('includes the phones for the stream alone, and only to send to them', () => {
    const phones = `${arnOf('execute-api', 'Live')}/$default/POST/@connections/*`;
    expect(actionsOn('table-stream', phones)).toEqual(['execute-api:ManageConnections']);
    for (const name of ['graphql', 'contacts', 'live', 'due'] as const) expect(actionsOn(name, phones)).toEqual([]);
  });

  it('is, for what is done once a minute, nothing of contacts, no key and no phone', () => {
    expect(Object.keys(environmentOf('due')).filter((name) => !name.startsWith('POWERTOOLS_'))).toEqual(['MAIN_TABLE']);
    expect(JSON.stringify(permissionsOf('due'))).not.toContain(outputOf('ContactsTableArn'));
    expect(actionsOn('due', `${outputOf('MainTableArn')}/index/due`)).toEqual(['dynamodb:Query']);
  });
});
