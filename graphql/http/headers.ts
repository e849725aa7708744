import type { MiddlewareHandler } from 'hono';

/**
 * What every answer of the API carries. An answer is data: nothing on it may run, load or be framed, whatever a browser makes
 * of it.
 */
const securityHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  // Anyone may build on the API, pages of other origins included: see `crossOrigin`.
  'cross-origin-resource-policy': 'cross-origin',
} as const satisfies Readonly<Record<string, string>>;

/** Two years, in seconds: a browser then never asks over plain HTTP again. */
const STRICT_TRANSPORT = 'max-age=63072000; includeSubDomains';

export const withSecurityHeaders =
  (secure: boolean): MiddlewareHandler =>
  async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) {
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    }
    if (secure) context.res.headers.set('strict-transport-security', STRICT_TRANSPORT);
    if (!context.res.headers.has('cache-control')) context.res.headers.set('cache-control', 'no-store');
  };

/** Request headers that a page of another origin may send. */
const ALLOWED_HEADERS = 'accept-language, apollo-require-preflight, authorization, content-type, x-request-id';

/**
 * The API is public, so a page of any origin may ask. It never gets to use a resident's or a member's session: credentials
 * are not allowed, and the cookie is SameSite=Strict besides. A tracking link's secret is the page's own to send.
 */
export const crossOrigin: MiddlewareHandler = async (context, next) => {
  if (context.req.method === 'OPTIONS') {
    return context.body(null, 204, {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': ALLOWED_HEADERS,
      // Two hours: the longest that Chromium keeps it.
      'access-control-max-age': '7200',
      allow: 'GET, POST, OPTIONS',
    });
  }
  await next();
  context.res.headers.set('access-control-allow-origin', '*');
  context.res.headers.set('access-control-expose-headers', 'x-request-id');
  return undefined;
};
