import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';

/** What Lambda tells a handler about its call. */
export const contextFor = (functionName: string, timeoutMilliseconds: number): Context => {
  const endsAt = Date.now() + timeoutMilliseconds;
  const notForUse = (): never => {
    throw new Error('Return a promise: Lambda no longer supports done, fail and succeed.');
  };
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${functionName}`,
    memoryLimitInMB: '1024',
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, endsAt - Date.now()),
    done: notForUse,
    fail: notForUse,
    succeed: notForUse,
  };
};
