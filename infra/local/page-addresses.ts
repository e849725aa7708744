import type { IncomingMessage, ServerResponse } from 'node:http';
import { elsewhere } from './front-door.ts';
import { pageOfFolder, pageOfPlace, redirect } from './static-files.ts';

/**
 * What the addresses of the pages lead to where Vite serves them, as behind the real front door: a place inside a page is
 * answered with the page, which Vite by itself knows at its own address only. `origin`: where people reach the system.
 */
export const pageAddresses = (origin: string) =>
  (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const [path = '/', query] = (request.url ?? '/').split('?', 2);
    const withQuery = (address: string): string => (query === undefined ? address : `${address}?${query}`);
    const folder = pageOfFolder(path);
    const page = pageOfPlace(path);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || (page === undefined && path !== '/')) return next();
    const better = elsewhere(request, origin);
    if (better !== undefined) return redirect(response, better);
    if (folder !== undefined) return redirect(response, withQuery(`/${folder}/`));
    request.url = withQuery(`/${page}/index.html`);
    next();
  };
