import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { flushCompileCache } from 'node:module';
import type { AddressInfo } from 'node:net';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { handler as graphql } from '../../functions/handlers/graphql.ts';
import { apiSettings } from '../../functions/handlers/settings.ts';
import { handler as tableStream } from '../../functions/handlers/table-stream.ts';
import { connect } from '../../functions/storage/client.ts';
import { lambdaHttp } from '../../infra/local/lambda-http.ts';
import { startStreamPump } from '../../infra/local/stream-pump.ts';

/**
 * What `npm start` runs of the API and of what follows from changes, in a process small enough to be killed a hundred times.
 * It answers at once and warms up, and follows changes when it is told that the process before it is gone: `lead`. What the
 * handler of changes took is noted in the file named by STRESS_FOLLOWED, one line per change.
 */
const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set.`);
  return value;
};

/** Troubles of the database are what this is about; a kill may come in the middle of anything. */
const report = (error: unknown): void => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
};

const followed = setting('STRESS_FOLLOWED');

const followChanges: typeof tableStream = async (event) => {
  const answer = await tableStream(event);
  if (answer.batchItemFailures.length > 0) return answer;
  const lines = event.Records.flatMap(({ dynamodb }) => {
    const image = dynamodb?.NewImage;
    return image?.['sk']?.S === 'request' ? [`${image['id']?.S ?? ''} ${image['revision']?.N ?? ''}\n`] : [];
  });
  if (lines.length > 0) appendFileSync(followed, lines.join(''));
  return answer;
};

const lead = async (): Promise<void> => {
  const settings = apiSettings();
  const client = connect({ endpoint: settings.DYNAMODB_ENDPOINT });
  const { region, endpoint, credentials } = client.config;
  const streams = new DynamoDBStreamsClient({ region, credentials, ...(endpoint === undefined ? {} : { endpoint }) });
  await startStreamPump({
    table: settings.MAIN_TABLE,
    client,
    streams,
    handler: followChanges,
    checkpointFile: setting('STRESS_CHECKPOINT'),
    undeliveredFolder: setting('STRESS_UNDELIVERED'),
    report,
  });
};

/** The pump finds its stream once the database is back. */
const leadWhenItAnswers = (): void => {
  lead().catch((error: unknown) => {
    report(error);
    leadWhenItAnswers();
  });
};

const answer = lambdaHttp({ name: 'graphql', handler: graphql, report });
const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  const warm = fetch(`http://127.0.0.1:${port}/graphql?query=%7B__typename%7D`, { headers: { 'apollo-require-preflight': 'true' } });
  warm
    .then((response) => response.text())
    .catch(report)
    .finally(() => {
      process.send?.(port);
      // Only what is written down now helps those that come after: a killed process writes nothing.
      flushCompileCache();
    });
});
process.on('message', (message) => {
  if (message === 'lead') leadWhenItAnswers();
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0));
