import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageAddresses } from '../../infra/local/page-addresses.ts';

/** Answers with the address that Vite would see. */
let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer((request, response) => pageAddresses(origin)(request, response, () => response.end(request.url)));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => void server.close(resolve)));

const get = (path: string, from: string = origin) => fetch(`${from}${path}`, { redirect: 'manual' });

describe('while somebody works on the pages', () => {
  test.each([
    ['/console/teams/03006-001', '/console/index.html'],
    ['/console/teams/03006-001?tab=people', '/console/index.html?tab=people'],
    ['/console/', '/console/index.html'],
    ['/status/', '/status/index.html'],
  ])('a link to a place inside a page, %s, opens the page', async (path, seen) => {
    expect(await (await get(path)).text()).toBe(seen);
  });

  test.each(['/console/main.ts', '/console/parts/UnitSearch.vue?vue&type=style', '/shared/ui.css', '/@vite/client', '/consoles/teams'])('%s stays what it is', async (path) => {
    expect(await (await get(path)).text()).toBe(path);
  });

  test.each([
    ['/', '/kiosk/?kiosk=demo-walking-street'],
    ['/console', '/console/'],
    ['/kiosk?kiosk=x', '/kiosk/?kiosk=x'],
  ])('%s leads to %s', async (path, there) => {
    const { status, headers } = await get(path);
    expect([status, headers.get('location')]).toEqual([302, there]);
  });

  test('another name of this machine leads to the one that the links use', async () => {
    const { headers } = await get('/console/teams', origin.replace('127.0.0.1', 'localhost'));
    expect(headers.get('location')).toBe(`${origin}/console/teams`);
    expect(await (await get('/health', origin.replace('127.0.0.1', 'localhost'))).text()).toBe('/health');
  });
});
