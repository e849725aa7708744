import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { loadCertificate } from '../../../infra/local/certificate.ts';
import { openDataFolder } from '../../../infra/local/data-folder.ts';
import { openFrontDoor, type Answer, type FrontDoor } from '../../../infra/local/front-door.ts';
import { StartProblem } from '../../../infra/local/start-problem.ts';
import { serveStatic } from '../../../infra/local/static-files.ts';
import { securityHeaders } from '../../../infra/security-headers.ts';

let pages: string;
let door: FrontDoor;
beforeEach(async () => {
  pages = await mkdtemp(join(tmpdir(), 'tram-so-pages-'));
  await Promise.all(['kiosk', 'phone', 'status', 'assets', 'explorer'].map((name) => mkdir(join(pages, name))));
  await Promise.all(
    Object.entries({
      'kiosk/index.html': 'the kiosk',
      'phone/index.html': 'the phone',
      'phone/sw.js': 'the service worker',
      'phone/manifest.webmanifest': '{}',
      'assets/index-abc123.js': 'a script',
      'assets/font-abc123.woff2': 'a font',
      'explorer/explorer.js': 'the explorer',
      'secret.sqlite': 'not for anybody',
    }).map(([name, text]) => writeFile(join(pages, name), text)),
  );
  door = await openFrontDoor({ host: '127.0.0.1', port: 0, report: (error) => console.error(error) });
});
afterEach(async () => {
  await door.drain();
  await door.close();
  await rm(pages, { recursive: true, force: true });
});

const origin = (): string => `http://127.0.0.1:${door.port}`;
const ask = (path: string, options: RequestInit = {}): Promise<Response> => fetch(`${origin()}${path}`, { redirect: 'manual', ...options });
const saying = (text: string): Answer => (_request, response) => {
  response.end(text);
  return Promise.resolve();
};
const open = (): void => {
  door.open({
    origin: origin(),
    graphql: saying('the API'),
    contacts: saying('the contacts'),
    pages: serveStatic(pages),
    live: (_request, socket) => socket.end('HTTP/1.1 418 I am live\r\n\r\n'),
  });
};

describe('before everything is ready', () => {
  test('health says so, and every other address asks to come again', async () => {
    const health = await ask('/health');
    expect([health.status, await health.json(), health.headers.get('retry-after')]).toEqual([503, { status: 'starting' }, '1']);
    for (const path of ['/kiosk/', '/graphql', '/contacts/x/open', '/']) expect((await ask(path)).status).toBe(503);
  });

  test('no phone can connect', async () => {
    const phone = new WebSocket(`${origin().replace('http', 'ws')}/live`);
    await expect(new Promise((_resolve, reject) => phone.once('error', reject))).rejects.toThrow('503');
  });
});

describe('once everything is ready', () => {
  beforeEach(open);

  test.each([
    ['/graphql?query=x', 'the API'],
    ['/session/refresh', 'the API'],
    ['/schema.graphql', 'the API'],
    ['/export/teams.csv?unit=00004', 'the API'],
    ['/explorer', 'the API'],
    ['/health', 'the API'],
    ['/contacts/1/open', 'the contacts'],
    ['/explorer/explorer.js', 'the explorer'],
    ['/kiosk/?kiosk=demo-walking-street', 'the kiosk'],
    ['/phone/', 'the phone'],
    ['/phone/requests/abc', 'the phone'],
    ['/phone/sw.js', 'the service worker'],
    ['/assets/index-abc123.js', 'a script'],
  ])('%s is answered by %s', async (path, text) => {
    const response = await ask(path);
    expect([response.status, await response.text()]).toEqual([200, text]);
  });

  test.each([
    ['/', '/kiosk/?kiosk=demo-walking-street'],
    ['/phone?from=qr', '/phone/?from=qr'],
  ])('%s leads to %s', async (path, location) => {
    const response = await ask(path);
    expect([response.status, response.headers.get('location')]).toEqual([302, location]);
  });

  test('somebody who typed localhost is led to the name that cookies and links use', async () => {
    const response = await fetch(`http://localhost:${door.port}/kiosk/?kiosk=x`, { redirect: 'manual' });
    expect(response.headers.get('location')).toBe(`${origin()}/kiosk/?kiosk=x`);
  });

  test.each(['/secret.sqlite', '/assets/missing.js', '/nothing', '/..%2f..%2fetc%2fpasswd', '/%00', '/%E1', '/status/'])('%s is not found', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });

  test('pages can only be read', async () => {
    const response = await ask('/kiosk/', { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test('every page, asset, redirect and refusal carries all security headers', async () => {
    for (const path of ['/kiosk/', '/phone/', '/assets/index-abc123.js', '/', '/nothing', '/phone/sw.js']) {
      const { headers } = await ask(path);
      for (const [name, value] of Object.entries(securityHeaders)) expect([path, name, headers.get(name)]).toEqual([path, name, value]);
    }
  });

  test('the policy allows no origin but its own and nothing inline', () => {
    const policy = securityHeaders['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    for (const forbidden of ['unsafe', 'http', '*', 'blob:', 'wss:']) expect(policy).not.toContain(forbidden);
  });

  test('assets may be kept for ever, pages and the service worker are asked for again', async () => {
    const kept = async (path: string) => (await ask(path)).headers.get('cache-control');
    expect(await kept('/assets/font-abc123.woff2')).toBe('public, max-age=31536000, immutable');
    expect(await kept('/phone/')).toBe('no-cache');
    expect(await kept('/phone/sw.js')).toBe('no-cache');
  });

  test('a page that did not change is not sent again', async () => {
    const tag = (await ask('/kiosk/')).headers.get('etag') ?? '';
    expect((await ask('/kiosk/', { headers: { 'if-none-match': tag } })).status).toBe(304);
  });

  test('a client that offers HTTP/2 beside its question is answered like any other', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAAP__' };
      requestHttp({ host: '127.0.0.1', port: door.port, path: '/graphql', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
  });

  test('a phone may connect under /live only', async () => {
    const refusal = (path: string) => new Promise((resolve) => new WebSocket(`${origin().replace('http', 'ws')}${path}`).once('error', (error) => resolve(error.message)));
    expect(await refusal('/live')).toContain('418');
    expect(await refusal('/elsewhere')).toContain('404');
  });
});

describe('a caller who hangs up in the middle of an upgrade', () => {
  const hangUp = (path: string): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect(door.port, '127.0.0.1', () => {
        socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`, () => socket.resetAndDestroy());
      });
      // Its own end may see the reset, too.
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
    });

  test.each(['/elsewhere', '/live'])('at %s ends nothing for the others', async (path) => {
    for (let count = 0; count < 20; count += 1) await hangUp(path);
    open();
    for (let count = 0; count < 20; count += 1) await hangUp(path);
    expect((await ask('/health')).status).toBe(200);
  });
});

describe('an address that cannot be had', () => {
  const refusalOf = async (host: string, port: number): Promise<string> => {
    const refusal = await openFrontDoor({ host, port, report: () => undefined }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StartProblem);
    return String(refusal);
  };

  test('because the port is in use is named, with what to do', async () => {
    expect(await refusalOf('127.0.0.1', door.port)).toMatch(new RegExp(`Port ${door.port} is in use: .*--port N`, 'u'));
  });

  test('because it is not of this machine is named, with what to do', async () => {
    // TEST-NET-1 (RFC 5737): no machine has it.
    expect(await refusalOf('192.0.2.1', 0)).toMatch(/192\.0\.2\.1 is not an address of this machine: .*--host ADDRESS/u);
  });
});

describe('real phones on the same network', () => {
  test('get HTTPS with a certificate for the address, kept from one start to the next', async () => {
    const folder = await openDataFolder(join(pages, 'data'), { fresh: false });
    const now = new Date();
    const certificate = await loadCertificate(folder, '127.0.0.2', now);
    expect(await loadCertificate(folder, '127.0.0.2', now)).toEqual(certificate);
    const secure = await openFrontDoor({ host: '127.0.0.2', port: 0, certificate, report: (error) => console.error(error) });
    // The client checks the name and the signature as a browser that trusts its authority does.
    const status = await new Promise((resolve, reject) => {
      requestHttps({ host: '127.0.0.2', port: secure.port, path: '/health', ca: certificate.authority, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(503);
    await secure.close();
    await folder.release();
  });

  test('can fetch the authority to trust, whose key nobody has', async () => {
    const folder = await openDataFolder(join(pages, 'data'), { fresh: false });
    const certificate = await loadCertificate(folder, '127.0.0.2', new Date());
    const secure = await openFrontDoor({ host: '127.0.0.2', port: 0, certificate, report: (error) => console.error(error) });
    const [type, text] = await new Promise<[string | undefined, string]>((resolve, reject) => {
      requestHttps({ host: '127.0.0.2', port: secure.port, path: '/certificate.crt', ca: certificate.authority, agent: false }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => resolve([response.headers['content-type'], body]));
      })
        .on('error', reject)
        .end();
    });
    expect(type).toBe('application/x-x509-ca-cert');
    const authority = new X509Certificate(text);
    expect(authority.ca).toBe(true);
    expect(new X509Certificate(certificate.cert).checkIssued(authority)).toBe(true);
    expect(new X509Certificate(certificate.cert).ca).toBe(false);
    expect(authority.checkPrivateKey(createPrivateKey(certificate.key))).toBe(false);
    await secure.close();
    await folder.release();
  });

  test('get a new certificate in place of one from before there was an authority', async () => {
    const folder = await openDataFolder(join(pages, 'data'), { fresh: false });
    const now = new Date();
    const { key, cert } = await loadCertificate(folder, '127.0.0.2', now);
    await writeFile(folder.file('certificate.json'), JSON.stringify({ key, cert }));
    const certificate = await loadCertificate(folder, '127.0.0.2', now);
    expect(certificate.cert).not.toBe(cert);
    expect(certificate.authority).toContain('BEGIN CERTIFICATE');
    await folder.release();
  });

  test('get a new certificate for another address and before the old one runs out', async () => {
    const folder = await openDataFolder(join(pages, 'data'), { fresh: false });
    const now = new Date();
    const first = await loadCertificate(folder, '192.168.1.20', now);
    const elsewhere = await loadCertificate(folder, 'kiosk.local', now);
    expect(elsewhere).not.toEqual(first);
    const yearLater = new Date(now.getTime() + 392 * 86_400_000);
    expect(await loadCertificate(folder, 'kiosk.local', yearLater)).not.toEqual(elsewhere);
    await folder.release();
  });
});
