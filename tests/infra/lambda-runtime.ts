/**
 * Stands where Lambda's Node runtime stands, in a process of its own: loads the bundle named by its first argument and
 * hands it events, as JSON in and JSON out.
 */
type Invocation = { readonly id: number; readonly event: unknown };
type Outcome = { readonly id: number } & ({ readonly result: unknown } | { readonly failure: string });

const [bundle] = process.argv.slice(2);
if (bundle === undefined) throw new Error('Say which bundle to load.');
const { handler } = (await import(bundle)) as { handler: (event: unknown, context: unknown) => Promise<unknown> };

const tell = (outcome: Outcome): void => {
  process.send?.(JSON.stringify(outcome));
};

process.on('message', async (message: string) => {
  const { id, event } = JSON.parse(message) as Invocation;
  const context = {
    awsRequestId: `invocation-${id}`,
    functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? 'test',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:ap-southeast-1:111122223333:function:test',
    memoryLimitInMB: '1769',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => 20_000,
  };
  try {
    tell({ id, result: await handler(event, context) });
  } catch (error) {
    tell({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
process.send?.('ready');
