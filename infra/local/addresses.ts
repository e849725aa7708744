import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { renderUnicodeCompact } from 'uqr';
import { isLoopback } from './flags.ts';

/** A one-time way in for a member of the demonstration. */
export type PrintedInvitation = { readonly memberName: string; readonly teamName: string; readonly link: string };

/** Where a running system is found. */
export type Addresses = {
  readonly origin: string;
  readonly kiosk: string;
  readonly phone: string;
  readonly console: string;
  readonly api: string;
  readonly explorer: string;
  readonly health: string;
  /** Where officials sign in, and as whom of the demonstration they can. */
  readonly signIn: string;
  readonly accounts: readonly { readonly id: string; readonly name: string; readonly place: string }[];
  readonly invitations: readonly PrintedInvitation[];
};

/** The kiosk of the demonstration: a booth of a walking street, with teams around it. */
export const DEMONSTRATION_KIOSK = 'demo-walking-street';

/** Where another device gets the authority that it may trust, when the system serves HTTPS. */
export const AUTHORITY_PATH = '/certificate.crt';

/** `http://127.0.0.1:4000`: what people type. Loopback needs no HTTPS, everything else does. */
export const originOf = (host: string, port: number): string => {
  const scheme = isLoopback(host) ? 'http' : 'https';
  const name = publicHostOf(host);
  return `${scheme}://${isIP(name) === 6 ? `[${name}]` : name}:${port}`;
};

/** An address that others can reach. `0.0.0.0` and `::` mean every address of this machine: the first outward one stands for it. */
export const publicHostOf = (host: string): string => {
  if (host !== '0.0.0.0' && host !== '::') return host;
  const outward = Object.values(networkInterfaces()).flat().find((address) => address !== undefined && !address.internal && address.family === 'IPv4');
  return outward?.address ?? '127.0.0.1';
};

export const addressesOf = (origin: string, invitations: readonly PrintedInvitation[], accounts: Addresses['accounts']): Addresses => ({
  origin,
  kiosk: `${origin}/kiosk/?kiosk=${DEMONSTRATION_KIOSK}`,
  phone: `${origin}/phone/`,
  console: `${origin}/console/`,
  api: `${origin}/graphql`,
  explorer: `${origin}/explorer`,
  health: `${origin}/health`,
  signIn: `${origin}/sign-in`,
  accounts: accounts.map(({ id, name, place }) => ({ id, name, place })),
  invitations,
});

/**
 * The link that signs a member in. The secret stands behind `#`, so that it is in no request, no log and no Referer.
 */
export const invitationLink = (origin: string, secret: string): string => `${origin}/phone/#invite=${secret}`;

/** What a start prints once everything is ready. */
export const announcement = (addresses: Addresses, readyAfterMilliseconds: number): string => {
  const lines = [
    '',
    // The demonstration always has somebody to invite; where there is none, the data is people's own.
    `Trạm Số is ready (${(readyAfterMilliseconds / 1000).toFixed(1)} s).${addresses.invitations.length === 0 ? '' : ' Demonstration data: no team and no person in it is real.'}`,
    '',
    `  Kiosk     ${addresses.kiosk}`,
    `  Phone     ${addresses.phone}`,
    `  Console   ${addresses.console}`,
    `  API       ${addresses.api}`,
    `  Explorer  ${addresses.explorer}`,
    `  Officials ${addresses.signIn}${addresses.accounts.length === 0 ? '' : '  (no password: choose one of these)'}`,
    ...addresses.accounts.map(({ name, place }) => `            ${name}: ${place}`),
    '',
  ];
  if (addresses.invitations.length > 0) {
    lines.push('Sign a phone in as a volunteer near that kiosk (each link works once; a new start makes new ones):', '');
    for (const { memberName, teamName, link } of addresses.invitations) lines.push(`  ${memberName}, ${teamName}`, `  ${link}`, '');
    const [first] = addresses.invitations;
    if (first !== undefined) lines.push(renderUnicodeCompact(first.link, { border: 2 }), `  ↑ ${first.memberName}, ${first.teamName}`, '');
  }
  if (addresses.origin.startsWith('https:')) {
    lines.push(
      'Other devices warn about the certificate, since this machine made it itself. To look around, accept it there.',
      'To install the phone app and use it without a network, first install this as a CA certificate on the phone:',
      `  ${addresses.origin}${AUTHORITY_PATH}  (its key is gone: it vouches for this address alone)`,
      '',
    );
  }
  lines.push('Ctrl-C stops everything.', '');
  return lines.join('\n');
};
