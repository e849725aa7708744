import type { Keys } from './keys.ts';

export type HandlerSettings = Keys & {
  readonly MAIN_TABLE: string;
  readonly CONTACTS_TABLE: string;
  readonly DYNAMODB_ENDPOINT: string;
  readonly CONTACTS_DYNAMODB_ENDPOINT: string;
  readonly LIVE_ENDPOINT: string;
  readonly STATION_ORIGIN: string;
  readonly OIDC_ISSUER: string;
  readonly OIDC_CLIENT_ID: string;
};

/** The tables' names on one machine; another database may want others. */
export const tableNames = (environment: NodeJS.ProcessEnv): { readonly main: string; readonly contacts: string } => ({
  main: environment['MAIN_TABLE'] ?? 'tram-so-main',
  contacts: environment['CONTACTS_TABLE'] ?? 'tram-so-contacts',
});

/**
 * Gives this process what a deployment gives each function. The clients of AWS want a region and credentials even where
 * nobody checks them; whoever set their own keeps them.
 */
export const applySettings = (settings: HandlerSettings, environment: NodeJS.ProcessEnv): void => {
  Object.assign(environment, settings);
  environment['AWS_REGION'] ??= 'local';
  if (environment['AWS_ACCESS_KEY_ID'] === undefined && environment['AWS_PROFILE'] === undefined) {
    environment['AWS_ACCESS_KEY_ID'] = 'local';
    environment['AWS_SECRET_ACCESS_KEY'] = 'local';
  }
  // Structured logs and metrics belong in a log service; on a terminal only what went wrong is of use.
  environment['POWERTOOLS_LOG_LEVEL'] ??= 'WARN';
  environment['POWERTOOLS_METRICS_DISABLED'] ??= 'true';
  environment['POWERTOOLS_TRACE_ENABLED'] ??= 'false';
};
