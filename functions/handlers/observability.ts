import { randomUUID } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Tracer } from '@aws-lambda-powertools/tracer';
import { isUuid } from '../core/ids.ts';
import type { DueRun } from '../due/run-due.ts';
import { describeError } from './describe-error.ts';

/**
 * Logs, metrics and traces. Lines are JSON on standard output, on AWS and on one machine; POWERTOOLS_LOG_LEVEL sets how many,
 * POWERTOOLS_METRICS_DISABLED=true leaves metrics out. No line carries variables, headers or bodies, and no name that a
 * client made up.
 */
const SERVICE = 'tram-so';

export const logger = new Logger({ serviceName: SERVICE });

const metrics = new Metrics({ namespace: 'TramSo', serviceName: SERVICE });

/**
 * The id of a request, from the kiosk to the log line: the client's own `x-request-id` when it is a UUID, so that nothing
 * else gets into the log by it.
 */
export const requestIdOf = (header: string | undefined): string => {
  const given = header?.toLowerCase();
  return given !== undefined && isUuid(given) ? given : randomUUID();
};

export type Answered = {
  readonly requestId: string;
  /** By the schema's names, such as `mutation requestHelp`, or the path for what is not GraphQL. */
  readonly operation: string;
  readonly status: number;
  readonly milliseconds: number;
  /** Types of problems and codes of errors that the answer held. */
  readonly failures: readonly string[];
};

/** One line, and the metrics, of an answered request. */
export const recordAnswer = (answered: Answered): void => {
  logger.info('answered', answered);
  const { operation, milliseconds, failures } = answered;
  metrics.addDimension('operation', operation);
  metrics.addMetric('Requests', MetricUnit.Count, 1);
  metrics.addMetric('Latency', MetricUnit.Milliseconds, milliseconds);
  metrics.addMetric('Failures', MetricUnit.Count, failures.length);
  metrics.publishStoredMetrics();
  for (const failure of new Set(failures)) {
    const single = metrics.singleMetric();
    single.addDimensions({ operation, failure });
    single.addMetric('FailuresByType', MetricUnit.Count, failures.filter((each) => each === failure).length);
  }
};

/** What one run of what is due came to. The alarms are made from this line (infra/due-alarms.ts). */
export const DUE_RUN = 'due run';

export const recordDueRun = (run: DueRun): void => {
  logger.info(DUE_RUN, run);
};

/** A fault of ours: the line that the alarm's reader looks for. */
export const recordFault = (requestId: string, error: unknown): void => {
  logger.error('fault', { requestId, fault: describeError(error) });
};

/** A row that could not be read, by its key, which is an id: what was asked for was answered without it. */
export const recordUnreadable = (error: unknown, row: string): void => {
  logger.error('fault', { row, fault: describeError(error) });
};

/**
 * The tracer takes some 150 ms to import and patches what it finds, so it is loaded where traces go: in AWS's own runtime, and
 * there only when the function has tracing on.
 */
let tracer: Promise<Tracer | undefined> | undefined;

const loadTracer = (): Promise<Tracer | undefined> => {
  tracer ??= isTraced() ? import('@aws-lambda-powertools/tracer').then((module) => new module.Tracer({ serviceName: SERVICE })) : Promise.resolve(undefined);
  return tracer;
};

const isTraced = (): boolean =>
  (process.env['AWS_EXECUTION_ENV'] ?? '').startsWith('AWS_Lambda_') && process.env['POWERTOOLS_TRACE_ENABLED'] !== 'false';

/** The same client, whose calls are seen in traces where there are any. */
export const traceClient = async <Client extends object>(client: Client): Promise<Client> => {
  const found = await loadTracer();
  return found === undefined ? client : found.captureAWSv3Client(client);
};

/** Runs the work as one segment of the trace, found by its request's id. */
export const traced = async <Value>(name: string, requestId: string, work: () => Promise<Value>): Promise<Value> => {
  const found = await loadTracer();
  const parent = found?.getSegment();
  if (found === undefined || parent === undefined) return work();
  const segment = parent.addNewSubsegment(name);
  found.setSegment(segment);
  found.putAnnotation('requestId', requestId);
  try {
    return await work();
  } finally {
    segment.close();
    found.setSegment(parent);
  }
};
