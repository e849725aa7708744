/**
 * The globals of SST 4 that sst.config.ts uses, and no more. SST writes the full declarations to .sst/platform/ when its
 * engine first runs, and that needs the internet; the type check must not. Names and shapes follow the platform
 * sources of SST 4.9.1 (components/aws/{function,apigatewayv2,apigateway-websocket,router,static-site}.ts, config.ts) and
 * of Pulumi's AWS provider. A wrong argument is then a type error here instead of a failed deployment.
 */

/** Pulumi's values that are known only once something has been deployed. */
declare namespace $util {
  type Output<T> = { apply<U>(next: (value: T) => U | Output<U>): Output<U> };
  type Input<T> = T | Output<T>;
}

declare const $app: { readonly name: string; readonly stage: string };
declare const $cli: { readonly paths: { readonly root: string } };
declare const $interpolate: (literals: TemplateStringsArray, ...values: $util.Input<string>[]) => $util.Output<string>;
declare const $config: (config: sst.Config) => sst.Config;

declare namespace sst {
  type Config = {
    readonly app: (input: { readonly stage: string }) => {
      readonly name: string;
      readonly home: 'aws' | 'cloudflare' | 'local';
      readonly removal?: 'remove' | 'retain' | 'retain-all';
      readonly protect?: boolean;
      readonly providers?: Readonly<Record<string, unknown>>;
    };
    readonly run: () => Promise<Record<string, $util.Output<string>>>;
  };
}

declare namespace sst.aws {
  import Input = $util.Input;
  import Output = $util.Output;

  /** Either values that replace SST's own, or a function that changes them in place. */
  type Transform<T> = Partial<T> | ((args: T, opts: object, name: string) => undefined);

  type LogRetention = '1 week' | '1 month' | '3 months' | '6 months' | '1 year';

  type FunctionPermission = {
    effect?: 'allow' | 'deny';
    actions: string[];
    resources: Input<string>[];
    conditions?: { test: string; variable: string; values: Input<string>[] }[];
  };

  type FunctionArgs = {
    name?: Input<string>;
    description?: Input<string>;
    handler: string;
    /** A folder that is uploaded as it is; `handler` is then a file in it. */
    bundle?: string;
    runtime?: 'nodejs22.x' | 'nodejs24.x';
    architecture?: 'x86_64' | 'arm64';
    memory?: `${number} MB` | `${number} GB`;
    timeout?: `${number} second${'' | 's'}` | `${number} minute${'' | 's'}`;
    environment?: Record<string, Input<string>>;
    permissions?: FunctionPermission[];
    /** ARNs of managed policies. */
    policies?: string[];
    logging?: false | { logGroup?: Input<string>; retention?: LogRetention; format?: 'text' | 'json' };
    transform?: { function?: Transform<{ tracingConfig?: { mode: 'Active' | 'PassThrough' }; kmsKeyArn?: Input<string> }> };
  };

  class Function {
    constructor(name: string, args: FunctionArgs);
    readonly arn: Output<string>;
    readonly name: Output<string>;
  }

  type StageArgs = {
    accessLogSettings: { destinationArn: Input<string>; format: string };
    defaultRouteSettings?: { throttlingBurstLimit: number; throttlingRateLimit: number };
  };
  type ApiArgs = {
    accessLog?: { retention?: LogRetention };
    transform?: { stage?: Transform<StageArgs> };
  };

  class ApiGatewayV2 {
    constructor(name: string, args: ApiArgs & { cors?: boolean });
    /** `handler`: the ARN of a function; the component then lets API Gateway call it. */
    route(route: string, handler: Input<string>): unknown;
    readonly url: Output<string>;
  }

  class ApiGatewayWebSocket {
    constructor(name: string, args: ApiArgs);
    route(route: '$connect' | '$disconnect' | '$default', handler: Input<string>): unknown;
    /** https://<api>.execute-api.<region>.amazonaws.com/$default */
    readonly managementEndpoint: Output<string>;
    readonly nodes: { readonly api: { readonly executionArn: Output<string> } };
  }

  class Router {
    constructor(
      name: string,
      args: {
        domain?: string;
        edge?: { viewerRequest?: { injection: Input<string> } };
        transform?: { cdn?: Transform<{ defaultCacheBehavior: { responseHeadersPolicyId?: Input<string> } }> };
      },
    );
    route(pattern: string, url: Input<string>, args?: { rewrite?: { regex: string; to: string } }): void;
    readonly url: Output<string>;
  }

  const CronV2: new (
    name: string,
    args: {
      schedule: `rate(${string})` | `cron(${string})` | `at(${string})`;
      /** The ARN of a function; the component then lets EventBridge Scheduler call it. */
      function: Input<string>;
      /** How often a call that failed is made again. */
      retries?: number;
    },
  ) => object;

  const StaticSite: new (
    name: string,
    args: {
      path?: string;
      build?: { command: string; output: string };
      assets?: { fileOptions?: { files: string | string[]; cacheControl?: string }[] };
      router?: { instance: Router; path?: string };
      /** No development server: `npm start` is how the pages run on one machine. */
      dev?: false;
    },
  ) => object;
}

declare namespace aws {
  import Input = $util.Input;
  import Output = $util.Output;

  type ResourceOptions = { protect?: boolean; retainOnDelete?: boolean };

  namespace cloudformation {
    class Stack {
      constructor(name: string, args: { name: string; templateBody: string; tags?: Record<string, string> }, options?: ResourceOptions);
      readonly outputs: Output<Record<string, string>>;
    }
  }
  namespace secretsmanager {
    const getSecretVersionOutput: (args: { secretId: Input<string> }) => { readonly secretString: Output<string> };
  }
  namespace lambda {
    const EventSourceMapping: new (
      name: string,
      args: {
        functionName: Input<string>;
        eventSourceArn: Input<string>;
        startingPosition: 'TRIM_HORIZON' | 'LATEST';
        batchSize: number;
        maximumBatchingWindowInSeconds: number;
        parallelizationFactor: number;
        bisectBatchOnFunctionError: boolean;
        maximumRetryAttempts: number;
        maximumRecordAgeInSeconds: number;
        functionResponseTypes: string[];
        destinationConfig: { onFailure: { destinationArn: Input<string> } };
      },
    ) => object;
  }
  namespace cloudfront {
    class ResponseHeadersPolicy {
      constructor(
        name: string,
        args: {
          name: string;
          securityHeadersConfig: {
            contentSecurityPolicy: { contentSecurityPolicy: string; override: boolean };
            contentTypeOptions: { override: boolean };
            referrerPolicy: { referrerPolicy: string; override: boolean };
            strictTransportSecurity: { accessControlMaxAgeSec: number; includeSubdomains: boolean; override: boolean };
          };
          customHeadersConfig: { items: { header: string; value: string; override: boolean }[] };
        },
      );
      readonly id: Output<string>;
    }
  }
}
