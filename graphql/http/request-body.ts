import { readParameters, type ReadParameters } from './request-parameters.ts';

export type ReadBody = ReadParameters | { readonly ok: false; readonly code: 'BAD_REQUEST' | 'BATCH_NOT_ALLOWED'; readonly field?: undefined };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Whether the body of a POST is what the GraphQL-over-HTTP specification asks for: JSON in UTF-8. */
export const isJson = (contentType: string | undefined): boolean => {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';').map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  return type === 'application/json' && (charset === undefined || /^"?utf-?8"?$/.test(charset));
};

/** Whether the body is as it was written: nothing here unpacks one. */
export const isPlain = (contentEncoding: string | undefined): boolean => ['', 'identity'].includes((contentEncoding ?? '').trim().toLowerCase());

/** What a POST's body asks for. Batches, other values, bad UTF-8 and bad JSON are told apart from a single wrong parameter. */
export const readBody = (bytes: ArrayBuffer): ReadBody => {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes));
    if (Array.isArray(value)) return { ok: false, code: 'BATCH_NOT_ALLOWED' };
    return typeof value === 'object' && value !== null ? readParameters(value) : { ok: false, code: 'BAD_REQUEST' };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return { ok: false, code: 'BAD_REQUEST' };
    throw error;
  }
};
