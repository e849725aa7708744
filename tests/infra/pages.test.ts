import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { apiPaths, explorerRoute, livePath, pageRouting, responseHeaders } from '../../infra/pages.ts';
import { securityHeaders } from '../../infra/security-headers.ts';

/** What CloudFront would fetch for an address, after the code that is put into its viewer-request function. */
const fetchedFor = (uri: string): string => {
  const event = { request: { uri } };
  runInNewContext(`(() => { ${pageRouting} })()`, { event });
  return event.request.uri;
};

describe('an address at the station’s origin', () => {
  it.each([
    ['/kiosk', '/kiosk/index.html'],
    ['/kiosk/', '/kiosk/index.html'],
    ['/phone/requests/42', '/phone/index.html'],
    ['/status/Zx3_-9', '/status/index.html'],
    ['/console/units/2025-07-01/00004', '/console/index.html'],
  ])('%s inside a page is answered with that page', (uri, file) => {
    expect(fetchedFor(uri)).toBe(file);
  });

  it.each(['/assets/main-4f.js', '/phone/sw.js', '/kiosk/icons/lamp.svg', '/explorer/explorer.js', '/console/settings.json', '/kiosks', '/', livePath, ...apiPaths])(
    '%s is left as it is',
    (uri) => {
      expect(fetchedFor(uri)).toBe(uri);
    },
  );
});

describe('the explorer', () => {
  it('is asked of the API by the path that the API knows, while its script stays a built file', () => {
    const { path, rewrite } = explorerRoute;
    expect(fetchedFor('/explorer')).toBe(path);
    expect(path.replace(new RegExp(rewrite.regex), rewrite.to)).toBe('/explorer');
    expect('/explorer/explorer.js'.startsWith(`${path}/`)).toBe(false);
  });
});

describe('the headers of a page', () => {
  it('are those of one machine, and every one of them', () => {
    const { securityHeadersConfig: own, customHeadersConfig: custom } = responseHeaders;
    const told = new Map<string, string>([
      ['content-security-policy', own.contentSecurityPolicy.contentSecurityPolicy],
      ['x-content-type-options', 'nosniff'],
      ['referrer-policy', own.referrerPolicy.referrerPolicy],
      ...custom.items.map(({ header, value }) => [header, value] as const),
    ]);
    expect(Object.fromEntries(told)).toEqual(securityHeaders);
  });

  it('make browsers come back over HTTPS only, for two years', () => {
    expect(responseHeaders.securityHeadersConfig.strictTransportSecurity.accessControlMaxAgeSec).toBe(2 * 365 * 24 * 3600);
  });
});
