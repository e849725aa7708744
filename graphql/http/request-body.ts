import type { TranslatedCode } from '../base/errors.ts';

export type ReadBody =
  | { readonly ok: true; readonly body: Record<string, unknown> }
  | { readonly ok: false; readonly code: TranslatedCode };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Whether the body of a POST is what the GraphQL-over-HTTP specification asks for: JSON in UTF-8. */
export const isJson = (contentType: string | undefined): boolean => {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';').map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  return type === 'application/json' && (charset === undefined || /^"?utf-?8"?$/.test(charset));
};

/** The JSON object of a POST's body. Arrays (batches), other values, bad UTF-8 and bad JSON are told apart. */
export const readBody = (bytes: ArrayBuffer): ReadBody => {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes));
    if (Array.isArray(value)) return { ok: false, code: 'BATCH_NOT_ALLOWED' };
    return isRecord(value) && typeof value['query'] === 'string' && value['query'] !== ''
      ? { ok: true, body: value }
      : { ok: false, code: 'BAD_REQUEST' };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return { ok: false, code: 'BAD_REQUEST' };
    throw error;
  }
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
