import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export type ReadMeter = {
  readonly requests: number;
  /** Read units, as the engine says. */
  readonly units: number;
  readonly reset: () => void;
  readonly stop: () => void;
};

type Answer = { readonly output?: { readonly ConsumedCapacity?: Capacity | readonly Capacity[] } };
type Capacity = { readonly CapacityUnits?: number };

/** Counts requests where they leave the client, retries included, and asks the engine what each of them cost. */
export const meterReads = ({ middlewareStack }: DynamoDBDocumentClient): ReadMeter => {
  const counted = { requests: 0, units: 0 };
  middlewareStack.add(
    (next) => async (args) => {
      const answer = (await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } })) as Answer;
      for (const { CapacityUnits = 0 } of [answer.output?.ConsumedCapacity ?? []].flat()) counted.units += CapacityUnits;
      return answer as Awaited<ReturnType<typeof next>>;
    },
    { step: 'initialize', name: 'meterUnits', override: true },
  );
  middlewareStack.add(
    (next) => (args) => {
      counted.requests += 1;
      return next(args);
    },
    { step: 'deserialize', priority: 'low', name: 'meterRequests', override: true },
  );
  return {
    get requests() {
      return counted.requests;
    },
    get units() {
      return counted.units;
    },
    reset: () => {
      counted.requests = 0;
      counted.units = 0;
    },
    stop: () => {
      middlewareStack.remove('meterUnits');
      middlewareStack.remove('meterRequests');
    },
  };
};
