import { randomInt } from 'node:crypto';

/**
 * Letters and digits that nobody takes for one another, read aloud or off a screen: without 0 O Q, 1 I L, 2 Z, 5 S, 8 B, 6 G and
 * U beside V. Eight of 21 are 3.8 × 10¹⁰ codes, of which each lives ten minutes.
 */
const LETTERS = 'ACDEFHJKMNPRTVWXY3479';
const LENGTH = 8;

/** Eight letters without the hyphen that screens show in the middle. */
export const newPairingCode = (): string => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** `ACDE-3479`: as people read it. */
export const shownPairingCode = (code: string): string => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;

/** What somebody typed as a code: case, spaces and hyphens do not matter. Undefined when it can be none. */
export const readPairingCode = (typed: string): string | undefined => {
  const code = typed.slice(0, 40).toUpperCase().replace(/[\s\-–]/gu, '');
  return code.length === LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : undefined;
};
