/**
 * An expected outcome of a use case. Expected failures are values whose `type` is the name of the GraphQL type that
 * carries them to the caller; only bugs throw.
 */
export type Result<Value, Failure extends { readonly type: string }> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

export const succeed = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value });

export const fail = <const Failure extends { readonly type: string }>(
  failure: Failure,
): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure });
