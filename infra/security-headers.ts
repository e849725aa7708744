/**
 * What every page of ours is served with, on AWS and on one machine. One page may load from its own origin only; nobody may
 * frame it; nothing on it runs that did not come as a file.
 */
const contentSecurityPolicy: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  // QR codes are drawn as data: images.
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  // 'self' covers the WebSocket of the same host too (CSP 3, "Does url match expression in origin").
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'worker-src': ["'self'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
};

export const contentSecurityPolicyText: string = Object.entries(contentSecurityPolicy)
  .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
  .join('; ');

/** Names in lower case, as HTTP/2 sends them. */
export const securityHeaders = {
  'content-security-policy': contentSecurityPolicyText,
  'x-content-type-options': 'nosniff',
  // A tracking link must not travel on to another site.
  'referrer-policy': 'no-referrer',
  // A kiosk keeps its screen on and fills it; no page needs the camera or the microphone. A lead says with
  // the phone where the team is (web/phone, DutyScreen), and the browser asks them first.
  'permissions-policy': 'camera=(), microphone=(), geolocation=(self), payment=(), usb=(), fullscreen=(self), screen-wake-lock=(self)',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const satisfies Readonly<Record<string, string>>;

/** Only where the certificate is a public one: a browser then never asks over plain HTTP again (two years, in seconds). */
export const strictTransportSecurity = 'max-age=63072000; includeSubDomains';
