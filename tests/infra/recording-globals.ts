/**
 * Stands where SST's engine stands: gives sst.config.ts the globals that it uses and records what it asks for. Values that
 * SST knows only after a deployment are readable texts here.
 */

/** Pulumi's Output, already known. */
class Known<T> {
  readonly value: T;
  constructor(value: T) {
    this.value = value;
  }
  apply<U>(next: (value: T) => U | Known<U>): Known<U> {
    const made = next(this.value);
    return made instanceof Known ? made : new Known(made);
  }
}

/** The value with every Output in it replaced by what it holds. */
const settled = (value: unknown): unknown => {
  if (value instanceof Known) return settled(value.value);
  if (Array.isArray(value)) return value.map(settled);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, settled(inner)]));
  }
  return value;
};

type Args = Readonly<Record<string, unknown>>;
export type Component = { readonly type: string; readonly name: string; readonly args: Args; readonly options: Args };
export type Route = { readonly on: string; readonly pattern: string; readonly to: unknown; readonly args: unknown };

export type Recording = {
  readonly components: Component[];
  readonly routes: Route[];
  readonly globals: Readonly<Record<string, unknown>>;
};

/** `arn:aws:<kind>:<region>:<account>:<name>`, as an output of the stack or a component would be. */
export const arnOf = (kind: string, name: string): string => `arn:aws:${kind}:ap-southeast-1:111122223333:${name}`;

/** What the stack's output of this name is in the recording. */
export const outputOf = (name: string): string => (name.endsWith('Arn') ? arnOf('state', name) : `<${name}>`);

const outputsOf = (templateBody: unknown): Record<string, string> => {
  const template = JSON.parse(String(templateBody)) as { Outputs: Record<string, unknown> };
  return Object.fromEntries(Object.keys(template.Outputs).map((name) => [name, outputOf(name)]));
};

export type Situation = {
  readonly stage: string;
  readonly root: string;
  /** The text of a secret, by its ARN. */
  readonly secretText: (secretArn: string) => string;
};

export const startRecording = ({ stage, root, secretText }: Situation): Recording => {
  const components: Component[] = [];
  const routes: Route[] = [];
  const record = (type: string, name: string, args: Args, options: Args = {}): void => {
    components.push({ type, name, args: settled(args) as Args, options });
  };
  const routeTo =
    (on: string) =>
    (pattern: string, to: unknown, args?: unknown): void => {
      routes.push({ on, pattern, to: settled(to), args });
    };

  /** Runs a component's transform as SST does: a function changes the given args, an object replaces some of them. */
  const transformed = (args: Args, part: string, given: Record<string, unknown>): Args => {
    const transform = (args['transform'] as Record<string, unknown> | undefined)?.[part];
    if (typeof transform === 'function') transform(given, {}, 'name');
    else Object.assign(given, transform);
    return { ...args, [`transformed ${part}`]: given };
  };

  class LambdaFunction {
    readonly arn: Known<string>;
    readonly name: Known<unknown>;
    constructor(name: string, args: Args) {
      record('Function', name, transformed(args, 'function', {}));
      this.arn = new Known(arnOf('lambda', name));
      this.name = new Known(args['name']);
    }
  }
  const stageGiven = () => ({ accessLogSettings: { destinationArn: 'log group', format: 'ip and path' } });
  class ApiGatewayV2 {
    readonly url: Known<string>;
    readonly route: ReturnType<typeof routeTo>;
    constructor(name: string, args: Args) {
      record('ApiGatewayV2', name, transformed(args, 'stage', stageGiven()));
      this.url = new Known(`https://${name.toLowerCase()}.example`);
      this.route = routeTo(name);
    }
  }
  class ApiGatewayWebSocket {
    readonly managementEndpoint: Known<string>;
    readonly nodes: unknown;
    readonly route: ReturnType<typeof routeTo>;
    constructor(name: string, args: Args) {
      record('ApiGatewayWebSocket', name, transformed(args, 'stage', stageGiven()));
      this.managementEndpoint = new Known(`https://${name.toLowerCase()}.example/$default`);
      this.nodes = { api: { executionArn: new Known(arnOf('execute-api', name)) } };
      this.route = routeTo(name);
    }
  }
  class Router {
    readonly url: Known<string>;
    readonly route: ReturnType<typeof routeTo>;
    constructor(name: string, args: Args) {
      record('Router', name, transformed(args, 'cdn', { defaultCacheBehavior: {} }));
      this.url = new Known(`https://${String(args['domain'] ?? `${name.toLowerCase()}.example`)}`);
      this.route = routeTo(name);
    }
  }
  class StaticSite {
    readonly name: string;
    constructor(name: string, args: Args) {
      this.name = name;
      record('StaticSite', name, args);
    }
  }
  class CronV2 {
    readonly name: string;
    constructor(name: string, args: Args) {
      this.name = name;
      record('CronV2', name, args);
    }
  }
  class Stack {
    readonly outputs: Known<Record<string, string>>;
    constructor(name: string, args: Args, options?: Args) {
      record('Stack', name, args, options);
      this.outputs = new Known(outputsOf(args['templateBody']));
    }
  }
  class EventSourceMapping {
    readonly name: string;
    constructor(name: string, args: Args) {
      this.name = name;
      record('EventSourceMapping', name, args);
    }
  }
  class ResponseHeadersPolicy {
    readonly id: Known<string>;
    constructor(name: string, args: Args) {
      record('ResponseHeadersPolicy', name, args);
      this.id = new Known(`policy ${name}`);
    }
  }

  return {
    components,
    routes,
    globals: {
      $app: { name: 'tram-so', stage },
      $cli: { paths: { root } },
      $config: (config: unknown) => config,
      $interpolate: (literals: TemplateStringsArray, ...values: unknown[]) =>
        new Known(String.raw({ raw: literals }, ...values.map(settled))),
      sst: { aws: { Function: LambdaFunction, ApiGatewayV2, ApiGatewayWebSocket, Router, StaticSite, CronV2 } },
      aws: {
        cloudformation: { Stack },
        lambda: { EventSourceMapping },
        cloudfront: { ResponseHeadersPolicy },
        secretsmanager: {
          getSecretVersionOutput: ({ secretId }: { secretId: unknown }) => ({
            secretString: new Known(secretText(String(settled(secretId)))),
          }),
        },
      },
    },
  };
};
