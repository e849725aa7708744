import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { functions, type FunctionName, type Setting } from '../../infra/functions.ts';
import { pageBuild, responseHeaders } from '../../infra/pages.ts';
import {
  deploy,
  functionOf,
  grantsOf,
  makeServiceKeys,
  only,
  root,
  settingsOf,
  type Deployed,
} from './recorded-deployment.ts';
import { arnOf, outputOf } from './recording-globals.ts';

let production: Deployed;
/** Another stage, with everything that the operator may choose. */
let trial: Deployed;

const choose = (chosen: Readonly<Record<'ALARM_EMAIL' | 'STATION_DOMAIN' | 'CONTACTS_DYNAMODB_ENDPOINT' | 'OIDC_ISSUER' | 'OIDC_CLIENT_ID', string | undefined>>): void => {
  for (const [name, value] of Object.entries(chosen)) vi.stubEnv(name, value);
};
const nothing = { ALARM_EMAIL: undefined, STATION_DOMAIN: undefined, CONTACTS_DYNAMODB_ENDPOINT: undefined, OIDC_ISSUER: undefined, OIDC_CLIENT_ID: undefined };

beforeAll(async () => {
  const keys = await makeServiceKeys();
  choose(nothing);
  production = await deploy('production', keys);
  choose({
    ALARM_EMAIL: 'truc-ban@example.vn',
    STATION_DOMAIN: 'tramso.example.vn',
    CONTACTS_DYNAMODB_ENDPOINT: 'https://contacts.example.vn',
    OIDC_ISSUER: 'https://issuer.example.vn',
    OIDC_CLIENT_ID: 'tram-so',
  });
  trial = await deploy('trial', keys);
  choose(nothing);
  // Each deployment builds everything anew, as a real one does.
}, 240_000);

afterAll(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const environmentOf = (name: FunctionName) => settingsOf(production, name);

describe('production', () => {
  it('cannot be removed by a slip, and keeps what it stores', () => {
    expect(production.app).toMatchObject({ protect: true, removal: 'retain', home: 'aws' });
    expect(only(production, 'Stack').options).toEqual({ protect: true, retainOnDelete: true });
  });

  it('is the only stage of that kind: a trial goes away whole', () => {
    expect(trial.app).toMatchObject({ protect: false, removal: 'remove' });
    expect(only(trial, 'Stack').options).toEqual({ protect: false, retainOnDelete: false });
  });

  it('deploys the template of infra/ under the name of its stage', () => {
    const { args } = only(production, 'Stack');
    expect(args['name']).toBe('tram-so-production-state');
    expect(JSON.parse(String(args['templateBody']))).toHaveProperty('Outputs.MainTableName');
  });
});

describe.each(functions)('the function $name', ({ name, file }) => {
  it('comes from a handler that is there, in a bundle that loads and exports it', () => {
    expect(existsSync(join(root, file))).toBe(true);
    const { bundle, handler } = functionOf(production, name).args;
    expect(handler).toBe('index.handler');
    const bundled = pathToFileURL(join(String(bundle), 'index.mjs')).href;
    const load = `console.log(typeof (await import(${JSON.stringify(bundled)})).handler)`;
    expect(execFileSync('node_modules/.bin/node', ['--input-type=module', '-e', load], { cwd: root, encoding: 'utf8' })).toBe('function\n');
  });

  it('runs on Node 24 on ARM, traced, with its log kept in the group that the alarms watch', () => {
    expect(functionOf(production, name).args).toMatchObject({
      name: `tram-so-production-${name}`,
      runtime: 'nodejs24.x',
      architecture: 'arm64',
      logging: { logGroup: expect.stringMatching(/^<.+LogGroup>$/), format: 'text' },
      'transformed function': { tracingConfig: { mode: 'Active' } },
    });
  });

  it('may do only what it names, to only what it names', () => {
    for (const { actions, resources } of grantsOf(production, name)) {
      expect(actions).not.toHaveLength(0);
      for (const action of actions) expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z]+$/);
      for (const resource of resources) expect(resource).toMatch(/^arn:aws:[a-z0-9-]+:/);
    }
  });

  it('never logs an event or an answer', () => {
    expect(environmentOf(name)).toMatchObject({
      POWERTOOLS_LOGGER_LOG_EVENT: 'false',
      POWERTOOLS_TRACER_CAPTURE_RESPONSE: 'false',
    });
  });
});

describe('the settings of the functions', () => {
  const all: readonly Setting[] = [
    'MAIN_TABLE',
    'CONTACTS_TABLE',
    'SIGNING_KEYS',
    'SIGNING_PUBLIC_KEYS',
    'CONTACT_PUBLIC_KEY',
    'CONTACT_PRIVATE_KEYS',
    'LIVE_ENDPOINT',
    'STATION_ORIGIN',
  ];

  it.each(all)('include %s, with a value', (setting) => {
    const values = functions.map(({ name }) => environmentOf(name)[setting]).filter((value) => value !== undefined);
    expect(values).not.toHaveLength(0);
    for (const value of values) expect(value).not.toBe('');
  });

  it('name the tables by the stack’s outputs, and every address by what was deployed', () => {
    expect(environmentOf('graphql')).toMatchObject({
      MAIN_TABLE: outputOf('MainTableName'),
      CONTACTS_TABLE: outputOf('ContactsTableName'),
      STATION_ORIGIN: 'https://station.example',
    });
    expect(environmentOf('table-stream')['LIVE_ENDPOINT']).toBe('https://live.example/$default');
  });

  it('name the issuer of officials where there is one, with the secret that is kept apart, to the API alone', () => {
    const issuer = { OIDC_ISSUER: 'https://issuer.example.vn', OIDC_CLIENT_ID: 'tram-so', OIDC_CLIENT_SECRET: 'a secret at the issuer', OIDC_ROLE_CLAIM: 'tram_so_role', OIDC_UNIT_CLAIM: 'tram_so_unit' };
    expect(settingsOf(trial, 'graphql')).toMatchObject(issuer);
    for (const { name } of functions) {
      const told = name === 'graphql' ? environmentOf(name) : settingsOf(trial, name);
      expect(Object.keys(told).filter((setting) => setting.startsWith('OIDC_'))).toEqual([]);
    }
  });

  it('leave the choice of database to AWS', () => {
    for (const { name } of functions) {
      expect(environmentOf(name)).not.toHaveProperty('DYNAMODB_ENDPOINT');
      expect(environmentOf(name)).not.toHaveProperty('CONTACTS_DYNAMODB_ENDPOINT');
    }
  });

  it('fit into the 4 KB that Lambda gives them', () => {
    for (const { name } of functions) expect(JSON.stringify(environmentOf(name)).length).toBeLessThan(4096);
  });
});

describe('a change of the main table', () => {
  it('is read in order, retried, halved when it fails, and put aside when nothing helps', () => {
    expect(only(production, 'EventSourceMapping').args).toMatchObject({
      functionName: arnOf('lambda', 'TableStream'),
      eventSourceArn: outputOf('MainStreamArn'),
      startingPosition: 'TRIM_HORIZON',
      bisectBatchOnFunctionError: true,
      functionResponseTypes: ['ReportBatchItemFailures'],
      maximumBatchingWindowInSeconds: 0,
      destinationConfig: { onFailure: { destinationArn: outputOf('UndeliveredQueueArn') } },
    });
    expect(only(production, 'EventSourceMapping').args['maximumRetryAttempts']).toBeGreaterThan(0);
  });
});

describe('what is due', () => {
  it('is done once a minute, and a run that was missed is not made up for', () => {
    expect(only(production, 'CronV2').args).toEqual({ schedule: 'rate(1 minute)', retries: 0, function: arnOf('lambda', 'Due') });
  });
});

describe('one origin', () => {
  const to = (on: string) => Object.fromEntries(production.routes.filter((route) => route.on === on).map(({ pattern, to: goal }) => [pattern, goal]));

  it('leads to the API, the contacts endpoint, the phones’ live line and the pages', () => {
    const api = 'https://api.example';
    expect(to('Station')).toEqual({
      '/graphql': api,
      '/export': api,
      '/session': api,
      '/sign-in': api,
      '/schema.graphql': api,
      '/explorer-page': api,
      '/health': api,
      '/contacts': api,
      '/live': 'https://live.example/$default',
    });
    expect(only(production, 'StaticSite').args).toMatchObject({
      build: { command: pageBuild, output: 'dist/web' },
      router: { instance: expect.anything() },
    });
  });

  it('opens the live line at API Gateway’s stage', () => {
    const live = production.routes.find(({ pattern }) => pattern === '/live');
    const { rewrite } = live?.args as { rewrite: { regex: string; to: string } };
    expect('/live'.replace(new RegExp(rewrite.regex), rewrite.to)).toBe('/$default');
  });

  it('hands each request to its function', () => {
    expect(to('Api')).toEqual({
      $default: arnOf('lambda', 'Graphql'),
      'POST /contacts/{requestId}/open': arnOf('lambda', 'Contacts'),
      'POST /contacts/members/{memberId}/open': arnOf('lambda', 'Contacts'),
    });
    const phones = arnOf('lambda', 'LivePhones');
    expect(to('Live')).toEqual({ $connect: phones, $disconnect: phones, $default: phones });
  });

  it('sends the security headers with every page', () => {
    expect(only(production, 'ResponseHeadersPolicy').args).toMatchObject(responseHeaders);
    expect(only(production, 'Router').args).toMatchObject({
      'transformed cdn': { defaultCacheBehavior: { responseHeadersPolicyId: 'policy Headers' } },
    });
  });

  it.each(['ApiGatewayV2', 'ApiGatewayWebSocket'])('has a ceiling on calls, and logs of %s that name no device and no path', (type) => {
    const stage = only(production, type).args['transformed stage'] as { accessLogSettings: { destinationArn: string; format: string } };
    expect(stage).toMatchObject({ defaultRouteSettings: { throttlingRateLimit: 1000 } });
    expect(stage.accessLogSettings.destinationArn).toBe('log group');
    expect(stage.accessLogSettings.format).toContain('$context.requestId');
    expect(stage.accessLogSettings.format).not.toMatch(/sourceIp|userAgent|context\.path|connectionId/);
  });

  it('can have a name of its own, and contacts a home inside the country', () => {
    expect(settingsOf(trial, 'graphql')).toMatchObject({
      STATION_ORIGIN: 'https://tramso.example.vn',
      CONTACTS_DYNAMODB_ENDPOINT: 'https://contacts.example.vn',
    });
    expect(settingsOf(trial, 'contacts')).toMatchObject({ CONTACTS_DYNAMODB_ENDPOINT: 'https://contacts.example.vn' });
    expect(settingsOf(trial, 'live')).not.toHaveProperty('CONTACTS_DYNAMODB_ENDPOINT');
    expect(String(only(trial, 'Stack').args['templateBody'])).toContain('truc-ban@example.vn');
  });
});
