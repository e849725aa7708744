/**
 * One deployment of everything: the template of infra/ (all that holds state), and on top of it the functions, the
 * APIs and the pages behind one origin. SST forbids imports at the top of this file. What needs a bundler or the CDK
 * runs as a program of its own, so that SST never has to bundle those. See infra/README.md; the globals are declared in
 * infra/sst-globals.d.ts.
 */
export default $config({
  app: ({ stage }) => ({
    name: 'tram-so',
    home: 'aws',
    removal: stage === 'production' ? 'retain' : 'remove',
    protect: stage === 'production',
    // Singapore: the nearest region that has all the parts. Contacts can live elsewhere (CONTACTS_DYNAMODB_ENDPOINT).
    providers: { aws: { region: process.env['AWS_REGION'] ?? 'ap-southeast-1' } },
  }),

  run: async () => {
    const { execFileSync } = await import('node:child_process');
    const { join } = await import('node:path');
    const { bundledHandler, bundleFolder, conditionsOf, dueSchedule, functions, issuerSettings, observability, streamReading } = await import('./infra/functions.ts');
    const { clientSecretIn, firstPublicKey, keySetIn, publicHalf } = await import('./infra/key-sets.ts');
    const { isProduction, nameIn } = await import('./infra/names.ts');
    const { apiPaths, explorerRoute, livePath, pageBuild, pageCaching, pageRouting, responseHeaders, viewerAddress } = await import('./infra/pages.ts');
    const { mainTable } = await import('./functions/storage/tables.ts');
    const { doorProofFrom } = await import('./functions/rate-limits/address.ts');
    type FunctionName = import('./infra/functions.ts').FunctionName;
    type Resource = import('./infra/functions.ts').Resource;
    type Setting = import('./infra/functions.ts').Setting;
    type OutputName = import('./infra/outputs.ts').OutputName;
    type Synthesised = import('./infra/synthesise.ts').Synthesised;

    const { stage } = $app;
    const { root } = $cli.paths;
    const runProgram = (file: string, ...args: string[]): string =>
      execFileSync(join(root, 'node_modules/.bin/node'), [join(root, file), ...args], {
        cwd: root,
        encoding: 'utf8',
        maxBuffer: 16 * 1024 * 1024,
      });

    // What holds state.
    const alarmEmail = process.env['ALARM_EMAIL'];
    const synthesised: Synthesised = JSON.parse(
      runProgram('infra/synthesise.ts', stage, ...(alarmEmail === undefined ? [] : [alarmEmail])),
    );
    const state = new aws.cloudformation.Stack(
      'State',
      { name: synthesised.stackName, templateBody: JSON.stringify(synthesised.template) },
      { protect: isProduction(stage), retainOnDelete: isProduction(stage) },
    );
    const fromState = (name: OutputName): $util.Output<string> =>
      state.outputs.apply((outputs) => {
        const value = outputs[name];
        if (value === undefined) throw new Error(`The stack ${synthesised.stackName} has no output ${name}.`);
        return value;
      });

    // The key sets; a private key goes only to the function that needs it.
    const secretText = (name: OutputName) => aws.secretsmanager.getSecretVersionOutput({ secretId: fromState(name) }).secretString;
    const signing = secretText('SigningKeysSecretArn').apply((text) => keySetIn(text, `tram-so/${stage}/signing-keys`, 'signing'));
    const contact = secretText('ContactPrivateKeysSecretArn').apply((text) =>
      keySetIn(text, `tram-so/${stage}/contact-private-keys`, 'contact'),
    );

    const clientSecret = secretText('OidcClientSecretArn').apply((text) => clientSecretIn(text, `tram-so/${stage}/oidc-client`));

    // One origin for all, so that cookies stay on it.
    const headers = new aws.cloudfront.ResponseHeadersPolicy('Headers', { name: nameIn(stage, 'pages'), ...responseHeaders });
    const domain = process.env['STATION_DOMAIN'];
    const station = new sst.aws.Router('Station', {
      ...(domain === undefined ? {} : { domain }),
      edge: { viewerRequest: { injection: signing.apply((set) => `${pageRouting}${viewerAddress(doorProofFrom(set))}`) } },
      transform: {
        cdn: (args) => {
          args.defaultCacheBehavior.responseHeadersPolicyId = headers.id;
          return undefined;
        },
      },
    });

    // A ceiling on what a runaway client can cost, far above a busy night; and access logs that name no person: no
    // address of a device, and the route's pattern in place of the path, which may carry a request's id.
    const stageOfApi = (names: string[]) => (args: sst.aws.StageArgs) => {
      args.defaultRouteSettings = { throttlingBurstLimit: 2000, throttlingRateLimit: 1000 };
      args.accessLogSettings.format = JSON.stringify(Object.fromEntries(names.map((name) => [name, `$context.${name}`])));
      return undefined;
    };
    const inEveryLog = ['requestTime', 'requestId', 'routeKey', 'status', 'integrationErrorMessage'];
    const api = new sst.aws.ApiGatewayV2('Api', {
      // The GraphQL handler answers cross-origin questions itself.
      cors: false,
      accessLog: { retention: '3 months' },
      transform: { stage: stageOfApi([...inEveryLog, 'responseLatency']) },
    });
    const live = new sst.aws.ApiGatewayWebSocket('Live', {
      accessLog: { retention: '3 months' },
      transform: { stage: stageOfApi([...inEveryLog, 'eventType']) },
    });

    // The functions.
    const settings: Record<Setting, $util.Output<string>> = {
      MAIN_TABLE: fromState('MainTableName'),
      CONTACTS_TABLE: fromState('ContactsTableName'),
      SIGNING_KEYS: signing.apply((set) => JSON.stringify(set)),
      SIGNING_PUBLIC_KEYS: signing.apply((set) => JSON.stringify(publicHalf(set))),
      CONTACT_PUBLIC_KEY: contact.apply((set) => JSON.stringify(firstPublicKey(set))),
      CONTACT_PRIVATE_KEYS: contact.apply((set) => JSON.stringify(set)),
      LIVE_ENDPOINT: live.managementEndpoint,
      STATION_ORIGIN: station.url,
      OIDC_ISSUER: $interpolate`${process.env['OIDC_ISSUER'] ?? ''}`,
      OIDC_CLIENT_ID: $interpolate`${process.env['OIDC_CLIENT_ID'] ?? ''}`,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_ROLE_CLAIM: $interpolate`${process.env['OIDC_ROLE_CLAIM'] ?? 'tram_so_role'}`,
      OIDC_UNIT_CLAIM: $interpolate`${process.env['OIDC_UNIT_CLAIM'] ?? 'tram_so_unit'}`,
    };
    const mainTableArn = fromState('MainTableArn');
    const resources: Record<Resource, $util.Output<string>[]> = {
      'main table': [mainTableArn],
      'main indexes': mainTable.indexes.map(({ name }) => $interpolate`${mainTableArn}/index/${name}`),
      'main stream': [fromState('MainStreamArn')],
      'contacts table': [fromState('ContactsTableArn')],
      'main key': [fromState('MainKeyArn')],
      'contacts key': [fromState('ContactsKeyArn')],
      'undelivered queue': [fromState('UndeliveredQueueArn')],
      // Sending to a phone, on the one stage; not closing it, not listing.
      'phone connections': [$interpolate`${live.nodes.api.executionArn}/$default/POST/@connections/*`],
    };
    const logGroups: Record<FunctionName, OutputName> = {
      graphql: 'GraphqlLogGroup',
      contacts: 'ContactsLogGroup',
      live: 'LiveLogGroup',
      'table-stream': 'TableStreamLogGroup',
      due: 'DueLogGroup',
    };
    const componentNames: Record<FunctionName, string> = {
      graphql: 'Graphql',
      contacts: 'Contacts',
      live: 'LivePhones',
      'table-stream': 'TableStream',
      due: 'Due',
    };
    // A store of contacts outside AWS, inside the country (infra/README.md, "Where contacts live").
    const contactsEndpoint = process.env['CONTACTS_DYNAMODB_ENDPOINT'];

    // Without an issuer officials cannot sign in, and its settings are left out.
    const unset: readonly Setting[] = process.env['OIDC_ISSUER'] === undefined ? issuerSettings : [];

    runProgram('infra/bundle.ts');
    const made = functions.map((described) => {
      const knowsContacts = contactsEndpoint !== undefined && described.settings.includes('CONTACTS_TABLE');
      const lambda = new sst.aws.Function(componentNames[described.name], {
        name: nameIn(stage, described.name),
        description: described.description,
        bundle: join(root, bundleFolder(described.name)),
        handler: bundledHandler,
        runtime: 'nodejs24.x',
        architecture: 'arm64',
        memory: described.memory,
        timeout: described.timeout,
        environment: {
          ...Object.fromEntries(described.settings.filter((setting) => !unset.includes(setting)).map((setting) => [setting, settings[setting]])),
          ...(knowsContacts ? { CONTACTS_DYNAMODB_ENDPOINT: contactsEndpoint } : {}),
          ...observability,
        },
        permissions: described.grants.map((grant) => ({
          ...(grant.denied === true ? { effect: 'deny' as const } : {}),
          actions: [...grant.actions],
          resources: grant.on.flatMap((resource) => resources[resource]),
          ...conditionsOf(grant),
        })),
        // X-Ray has no resources to name; this managed policy lets a function send its own traces.
        policies: ['arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess'],
        // Text: Powertools writes whole JSON lines itself.
        logging: { logGroup: fromState(logGroups[described.name]), format: 'text' },
        transform: {
          function: {
            tracingConfig: { mode: 'Active' },
            kmsKeyArn: fromState(described.settingsKey === 'main key' ? 'MainKeyArn' : 'ContactsKeyArn'),
          },
        },
      });
      return [described.name, lambda] as const;
    });
    const functionNamed = (name: FunctionName): sst.aws.Function => {
      const found = made.find(([madeName]) => madeName === name);
      if (found === undefined) throw new Error(`infra/functions.ts describes no function ${name}.`);
      return found[1];
    };

    new aws.lambda.EventSourceMapping('MainStream', {
      ...streamReading,
      functionResponseTypes: [...streamReading.functionResponseTypes],
      functionName: functionNamed('table-stream').arn,
      eventSourceArn: fromState('MainStreamArn'),
      destinationConfig: { onFailure: { destinationArn: fromState('UndeliveredQueueArn') } },
    });

    new sst.aws.CronV2('EveryMinute', { ...dueSchedule, function: functionNamed('due').arn });

    // What answers where.
    api.route('$default', functionNamed('graphql').arn);
    api.route('POST /contacts/{requestId}/open', functionNamed('contacts').arn);
    api.route('POST /contacts/members/{memberId}/open', functionNamed('contacts').arn);
    for (const event of ['$connect', '$disconnect', '$default'] as const) live.route(event, functionNamed('live').arn);
    for (const path of apiPaths) station.route(path, api.url);
    station.route(explorerRoute.path, api.url, { rewrite: explorerRoute.rewrite });
    station.route(livePath, live.managementEndpoint, { rewrite: { regex: `^${livePath}$`, to: '/$default' } });
    new sst.aws.StaticSite('Pages', {
      path: '.',
      build: { command: pageBuild, output: 'dist/web' },
      assets: { fileOptions: pageCaching },
      router: { instance: station },
      dev: false,
    });

    return { station: station.url, alarms: fromState('AlarmTopicArn') };
  },
});
