import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { securityHeaders } from '../security-headers.ts';
import { answerMessage } from './lambda-http.ts';
import { errorCode } from './start-problem.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
};

/** The pages of web/. A path within one that names no file is a place inside the page: the page itself is the answer. */
const PAGES = ['kiosk', 'phone', 'status', 'console'] as const;

type PageName = (typeof PAGES)[number];

/** The page whose folder this is, without the slash at its end: it is asked for at the wrong address. */
export const pageOfFolder = (path: string): PageName | undefined => PAGES.find((name) => path === `/${name}`);

/** The page inside which this path is a place; undefined for files, and for what lies in no page. */
export const pageOfPlace = (path: string): PageName | undefined => {
  const decoded = pathWithin(path);
  if (decoded === undefined) return undefined;
  const inside = normalize(decoded);
  return extname(inside) === '' ? PAGES.find((name) => inside === `${sep}${name}` || inside.startsWith(`${sep}${name}${sep}`)) : undefined;
};

export type FoundFile = { readonly file: string; readonly type: string; readonly cache: string };

/**
 * Which built file answers a path; undefined: none. Files under /assets/ carry their content's hash in their name and may
 * be kept for ever; everything else is asked for again each time.
 */
export const builtFileOf = (folder: string, path: string): FoundFile | undefined => {
  const decoded = pathWithin(path);
  if (decoded === undefined) return undefined;
  const inside = normalize(decoded);
  const page = pageOfPlace(path);
  if (page === undefined && TYPES[extname(inside)] === undefined) return undefined;
  const relative = page === undefined ? inside : join(page, 'index.html');
  return {
    file: join(folder, relative),
    type: TYPES[extname(relative)] ?? 'application/octet-stream',
    cache: inside.startsWith(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
};

const pathWithin = (path: string): string | undefined => {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.startsWith('/') && !decoded.includes('\0') ? decoded : undefined;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
};

/** Serves the built pages from one folder, each answer with all security headers. */
export const serveStatic = (folder: string) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      answerMessage(response, 405, 'Method Not Allowed', { ...securityHeaders, allow: 'GET, HEAD' });
      return;
    }
    const [path = '/', query] = (request.url ?? '/').split('?', 2);
    const page = pageOfFolder(path);
    if (page !== undefined) {
      redirect(response, `/${page}/${query === undefined ? '' : `?${query}`}`);
      return;
    }
    const found = builtFileOf(folder, path);
    const known = found === undefined ? undefined : await lookAt(found.file);
    if (found === undefined || known === undefined) {
      answerMessage(response, 404, 'Not Found', { ...securityHeaders });
      return;
    }
    const tag = `W/"${known.size.toString(36)}-${known.mtimeMs.toString(36)}"`;
    const headers = { ...securityHeaders, 'cache-control': found.cache, etag: tag };
    if (request.headers['if-none-match'] === tag) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(200, { ...headers, 'content-type': found.type, 'content-length': known.size });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    createReadStream(found.file).on('error', () => response.destroy()).pipe(response);
  };

export const redirect = (response: ServerResponse, location: string): void => {
  response.writeHead(302, { ...securityHeaders, location, 'cache-control': 'no-cache', 'content-length': 0 }).end();
};

const lookAt = async (file: string): Promise<{ size: number; mtimeMs: number } | undefined> => {
  try {
    const known = await stat(file);
    return known.isFile() ? known : undefined;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined;
    throw error;
  }
};
