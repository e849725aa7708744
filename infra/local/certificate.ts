import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { generate } from 'selfsigned';
import * as v from 'valibot';
import { brokenFile, type DataFolder } from './data-folder.ts';
import { readIfThere, writeWhole } from './files.ts';

/** PEM texts. `authority` is what a device is given to trust: it signed `cert` and nothing else. */
export type Certificate = { readonly key: string; readonly cert: string; readonly authority: string };

/** Earlier versions kept a certificate that had signed itself: without an authority, it is made anew. */
const certificateSchema = v.object({ key: v.string(), cert: v.string(), authority: v.optional(v.string()) });
type Kept = v.InferOutput<typeof certificateSchema>;

/** Browsers refuse certificates that are valid for more than 398 days. */
const VALID_DAYS = 397;
const DAY_MILLISECONDS = 86_400_000;

/**
 * A certificate for this address, made at the first start and kept, so that a phone that trusted it once need not ask
 * again. Made anew when it runs out within a week or was made for another address.
 *
 * An authority signs it, since Chromium runs no service worker where a warning was merely clicked away, and phones install
 * authorities only. The authority's key is thrown away at once: whoever trusts it trusts this one certificate.
 */
export const loadCertificate = async (folder: DataFolder, host: string, now: Date): Promise<Certificate> => {
  const file = folder.file('certificate.json');
  const text = await readIfThere(file);
  const kept = text === undefined ? undefined : parseCertificate(file, text);
  if (kept?.authority !== undefined && stillFits(kept.cert, host, now)) return { ...kept, authority: kept.authority };
  const common = {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - DAY_MILLISECONDS),
    notAfterDate: new Date(now.getTime() + (VALID_DAYS - 1) * DAY_MILLISECONDS),
  } as const;
  // Its name says when it was made: two authorities of one name and different keys confuse whoever trusts both.
  const authority = await generate([{ name: 'commonName', value: `Tram So ${host} ${now.toISOString()}` }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  const made = await generate([{ name: 'commonName', value: host }], {
    ...common,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [hostName(host), { type: 2, value: 'localhost' }, { type: 7, ip: '127.0.0.1' }] },
    ],
  });
  const certificate = { key: made.private, cert: made.cert, authority: authority.cert };
  await writeWhole(file, JSON.stringify(certificate));
  return certificate;
};

const hostName = (host: string): { type: 2; value: string } | { type: 7; ip: string } =>
  isIP(host) === 0 ? { type: 2, value: host } : { type: 7, ip: host };

const parseCertificate = (file: string, text: string): Kept => {
  try {
    const certificate = v.parse(certificateSchema, JSON.parse(text));
    new X509Certificate(certificate.cert);
    return certificate;
  } catch (error) {
    throw brokenFile(file, error);
  }
};

const stillFits = (cert: string, host: string, now: Date): boolean => {
  const certificate = new X509Certificate(cert);
  const runsOut = Date.parse(certificate.validTo) - now.getTime();
  const covers = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host);
  return covers !== undefined && runsOut > 7 * DAY_MILLISECONDS;
};
