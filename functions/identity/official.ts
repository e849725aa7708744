import { createHash } from 'node:crypto';
import type { Instant } from '../core/clock.ts';
import { tidyText } from '../core/text.ts';
import type { OfficialRole } from './principal.ts';

/** Somebody at commune, province or national level (cán bộ), or who runs the system, as their issuer last described them. */
export type Official = {
  /** See `officialIdOf`. */
  readonly id: string;
  /** As the issuer calls them; at most 120 characters. */
  readonly displayName: string;
  readonly role: OfficialRole;
  readonly unitVersion: string;
  /** The commune (5 digits) or province (2 digits) that they answer for; absent for the whole country. */
  readonly unitCode?: string | undefined;
  readonly signedInAt: Instant;
};

/** The claims of an issuer: whatever it says about somebody. */
export type Claims = Readonly<Record<string, unknown>>;

/** Under which names an issuer says role and area. */
export type ClaimNames = { readonly role: string; readonly unit: string };

/** What the claims say somebody is, before the unit was looked up. */
export type ClaimedOffice = {
  readonly role: OfficialRole;
  /** `version` absent: the list in force. */
  readonly unit?: { readonly version?: string | undefined; readonly code: string } | undefined;
};

/** An issuer knows its people by subject; the pair is hashed, so that neither stands in sessions and trails. */
export const officialIdOf = (issuer: string, subject: string): string =>
  createHash('sha256').update(JSON.stringify([issuer, subject])).digest('base64url');

const LONGEST_NAME = 120;

/** The claim `name`, else `preferred_username`; undefined when neither is there. */
export const displayNameOf = (claims: Claims): string | undefined => {
  for (const claim of ['name', 'preferred_username']) {
    const value = claims[claim];
    if (typeof value !== 'string') continue;
    const name = tidyText(value).slice(0, LONGEST_NAME).toWellFormed();
    if (name !== '') return name;
  }
  return undefined;
};

const roles: readonly OfficialRole[] = ['COMMUNE', 'PROVINCE', 'NATIONAL', 'OPERATOR'];

/** `00004`, `01`, or with the version of the list: `2025-07-01:00004`. */
const UNIT = /^(?:(?<version>\d{4}-\d{2}-\d{2}):)?(?<code>\d{2}|\d{5})$/u;

const DIGITS = { COMMUNE: 5, PROVINCE: 2 } as const;

/**
 * Role and area from the claims. A claim may be a text or a list of texts, as groups are; of a list exactly one has to mean
 * something to us. Undefined when they give no role, several roles, or no area where the role needs one.
 */
export const officeOf = (claims: Claims, names: ClaimNames): ClaimedOffice | undefined => {
  const role = only(textsIn(claims[names.role]).flatMap((text) => roles.filter((known) => known === text.toUpperCase())));
  if (role === undefined) return undefined;
  if (role === 'NATIONAL' || role === 'OPERATOR') return { role };
  const unit = only(textsIn(claims[names.unit]).flatMap((text) => unitIn(text, DIGITS[role])));
  return unit === undefined ? undefined : { role, unit };
};

const textsIn = (claim: unknown): readonly string[] =>
  (Array.isArray(claim) ? (claim as unknown[]) : [claim]).filter((text) => typeof text === 'string').map((text) => text.trim());

const unitIn = (text: string, digits: number): NonNullable<ClaimedOffice['unit']>[] => {
  const { version, code = '' } = UNIT.exec(text)?.groups ?? {};
  return code.length === digits ? [{ code, ...(version === undefined ? {} : { version }) }] : [];
};

const only = <Item>(items: readonly Item[]): Item | undefined => (items.length === 1 ? items[0] : undefined);
