import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { generate } from 'selfsigned';
import * as v from 'valibot';
import { brokenFile, type DataFolder } from './data-folder.ts';
import { readIfThere, writeWhole } from './files.ts';

export type Certificate = { readonly key: string; readonly cert: string };

const certificateSchema = v.object({ key: v.string(), cert: v.string() });

/** Browsers refuse certificates that are valid for more than 398 days. */
const VALID_DAYS = 397;
const DAY_MILLISECONDS = 86_400_000;

/**
 * A certificate for this address, made at the first start and kept, so that a phone that trusted it once need not ask
 * again. Made anew when it runs out within a week or was made for another address.
 */
export const loadCertificate = async (folder: DataFolder, host: string, now: Date): Promise<Certificate> => {
  const file = folder.file('certificate.json');
  const text = await readIfThere(file);
  const kept = text === undefined ? undefined : parseCertificate(file, text);
  if (kept !== undefined && stillFits(kept.cert, host, now)) return kept;
  const made = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - DAY_MILLISECONDS),
    notAfterDate: new Date(now.getTime() + (VALID_DAYS - 1) * DAY_MILLISECONDS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [hostName(host), { type: 2, value: 'localhost' }, { type: 7, ip: '127.0.0.1' }] },
    ],
  });
  const certificate = { key: made.private, cert: made.cert };
  await writeWhole(file, JSON.stringify(certificate));
  return certificate;
};

const hostName = (host: string): { type: 2; value: string } | { type: 7; ip: string } =>
  isIP(host) === 0 ? { type: 2, value: host } : { type: 7, ip: host };

const parseCertificate = (file: string, text: string): Certificate => {
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
