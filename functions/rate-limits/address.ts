import { createHmac, hkdfSync } from 'node:crypto';
import { BlockList, isIPv4, isIPv6, SocketAddress } from 'node:net';

/**
 * The network that an address stands for: an IPv4 address itself; of an IPv6 address its first 64 bits, since a household or
 * a phone may use every address within those (RFC 6177). What is no address stands for itself.
 */
export const networkOf = (address: string): string => {
  const plain = asIPv4(address);
  if (!isIPv6(plain)) return plain;
  const [head = '', tail = ''] = new SocketAddress({ address: plain, family: 'ipv6' }).address.split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return `${[...before, ...(plain.includes('::') ? zeros : []), ...after].slice(0, 4).join(':')}::/64`;
};

const groupsOf = (part: string): string[] => (part === '' ? [] : part.split(':'));

/** Sockets that take both kinds show IPv4 callers as `::ffff:192.0.2.1`. */
const asIPv4 = (address: string): string => {
  const inner = /^::ffff:([\d.]+)$/iu.exec(address)?.[1];
  return inner !== undefined && isIPv4(inner) ? inner : address;
};

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** A caller on this machine itself. */
export const isLoopback = (address: string): boolean => {
  const plain = asIPv4(address);
  return (isIPv4(plain) && loopback.check(plain, 'ipv4')) || (isIPv6(plain) && loopback.check(plain, 'ipv6'));
};

/** 128 bits of HMAC-SHA-256: nobody without the key finds the address by trying all four billion. */
export const hashAddress = (key: Uint8Array, text: string): string => createHmac('sha256', key).update(text).digest().subarray(0, 16).toString('base64url');

/**
 * The key for hashing addresses, drawn from the service's secret keys (HKDF, RFC 5869), so that there is no other secret to
 * look after. When those are replaced, counts begin anew.
 */
export const addressKeyFrom = (secret: unknown): Uint8Array => new Uint8Array(hkdfSync('sha256', JSON.stringify(secret), '', 'tram-so rate limits by address', 32));

/** Headers in which our own distribution says who is behind it: its own address is all that the API's gateway sees. */
export const DOOR_HEADER = 'x-station-door';
export const VIEWER_HEADER = 'x-viewer-address';

/** What only our own distribution knows to say: whoever calls the gateway past it cannot choose an address. */
export const doorProofFrom = (secret: unknown): string => Buffer.from(hkdfSync('sha256', JSON.stringify(secret), '', 'tram-so front door', 24)).toString('base64url');

/** The address that asks: as the distribution says with its proof, else as the gateway saw it. */
export const askingAddress = (headers: Readonly<Record<string, string | undefined>>, gatewaySaw: string, proof: string): string => {
  const viewer = headers[VIEWER_HEADER];
  return viewer !== undefined && viewer.length <= 50 && headers[DOOR_HEADER] === proof ? viewer : gatewaySaw;
};
