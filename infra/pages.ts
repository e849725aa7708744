import { DOOR_HEADER, VIEWER_HEADER } from '../functions/rate-limits/address.ts';
import { securityHeaders, strictTransportSecurity } from './security-headers.ts';

/**
 * How CloudFront serves the built pages (dist/web: kiosk/, phone/, status/, console/ and their shared assets): which file answers
 * an address, and what the browser is told with it. On one machine infra/local/static-files.ts does the same.
 */

export const pageFolders = ['kiosk', 'phone', 'status', 'console'] as const;

/** What answers at the one origin besides the pages. A path also covers what lies under it; everything else is a page. */
export const apiPaths = ['/graphql', '/session', '/sign-in', '/schema.graphql', '/export', '/health', '/contacts'] as const;
export const livePath = '/live';

/**
 * The explorer's page comes from the API, its script and style from the built files under /explorer/. A route of SST also
 * takes whatever lies under its path, so the page goes by a name of its own inside CloudFront.
 */
export const explorerRoute = { path: '/explorer-page', rewrite: { regex: '^/explorer-page$', to: '/explorer' } } as const;

/**
 * Runs in CloudFront's viewer-request function, ahead of SST's own routing. A page decides by itself what an address
 * inside it means, so /status/anything is answered with /status/index.html; a file, whose name has a dot, is left alone.
 */
export const pageRouting = `
const page = event.request.uri.match(/^\\/(${pageFolders.join('|')})(\\/([^.]*\\/)?[^./]*)?$/);
if (page) event.request.uri = "/" + page[1] + "/index.html";
if (event.request.uri === "/explorer") event.request.uri = "${explorerRoute.path}";
`;

/**
 * Runs there too: tells the API who is behind the distribution, with a proof that it is ours (functions/rate-limits/address.ts).
 * Tries are counted by address, and the gateway sees the distribution's only.
 */
export const viewerAddress = (proof: string): string => `
event.request.headers["${VIEWER_HEADER}"] = { value: event.viewer.ip };
event.request.headers["${DOOR_HEADER}"] = { value: "${proof}" };
`;

/** Makes dist/web. Through npm, so that it runs on the Node of this repository whatever the machine has. */
export const pageBuild = 'npm run generate && npx --no-install vite build --config web/vite.config.ts';

/** Files under assets/ carry their content's hash in their name; everything else is asked for again each time. The last match wins. */
export const pageCaching = [
  { files: '**', cacheControl: 'no-cache' },
  { files: 'assets/**', cacheControl: 'public, max-age=31536000, immutable' },
];

/** CloudFront sets these by fields of their own and refuses them among the custom headers. */
const ownFields = ['content-security-policy', 'x-content-type-options', 'referrer-policy'] as const;

const maxAge = /max-age=(\d+)/.exec(strictTransportSecurity)?.[1];

/**
 * The headers of security-headers.ts as a CloudFront response headers policy. None overrides what a function has set
 * itself: the API explorer, for one, has a policy of its own.
 */
export const responseHeaders = {
  securityHeadersConfig: {
    contentSecurityPolicy: { contentSecurityPolicy: securityHeaders['content-security-policy'], override: false },
    contentTypeOptions: { override: true },
    referrerPolicy: { referrerPolicy: securityHeaders['referrer-policy'], override: false },
    strictTransportSecurity: { accessControlMaxAgeSec: Number(maxAge), includeSubdomains: true, override: true },
  },
  customHeadersConfig: {
    items: Object.entries(securityHeaders)
      .filter(([header]) => !ownFields.some((own) => own === header))
      .map(([header, value]) => ({ header, value, override: false })),
  },
};
