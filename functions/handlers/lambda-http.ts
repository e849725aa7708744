import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** Methods that a request of the web platform cannot have (Fetch, "forbidden method"). */
const forbidden = new Set(['CONNECT', 'TRACE', 'TRACK']);

/**
 * API Gateway's event (payload format 2.0) as a request of the web platform. Only path and query are taken from the address:
 * which host was asked decides nothing here. A method that the platform forbids becomes DELETE, which no path takes either.
 */
export const requestOf = (event: APIGatewayProxyEventV2): Request => {
  const asked = event.requestContext.http.method.toUpperCase();
  const method = forbidden.has(asked) ? 'DELETE' : asked;
  const url = new URL('https://station.invalid');
  url.pathname = event.rawPath;
  url.search = event.rawQueryString;
  const headers = new Headers();
  for (const [name, value] of Object.entries(event.headers)) {
    // Headers beyond Latin-1 cannot be asked for by any page of ours: such a one counts as absent.
    if (value !== undefined && isLatin1(value)) headers.set(name, value);
  }
  if (event.cookies !== undefined && event.cookies.every(isLatin1)) headers.set('cookie', event.cookies.join('; '));
  if (event.body === undefined || method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const body = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  headers.set('content-length', String(body.length));
  headers.delete('transfer-encoding');
  return new Request(url, { method, headers, body });
};

const isLatin1 = (text: string): boolean => /^[\u0020-\u007e\u0080-\u00ff\t]*$/.test(text);

/** An answer of the web platform as API Gateway takes it. Every answer of the API is text. */
export const resultOf = async (response: Response): Promise<APIGatewayProxyStructuredResultV2> => {
  const cookies = response.headers.getSetCookie();
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'set-cookie'));
  return {
    statusCode: response.status,
    headers,
    ...(cookies.length === 0 ? {} : { cookies }),
    // Not `text()`, which takes away the mark by which spreadsheets know UTF-8.
    body: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer()),
    isBase64Encoded: false,
  };
};
