import type { AdminUnit } from './admin-unit.ts';

/**
 * What became of a unit when the next list came into force. SAME: it went on alone, perhaps with another name, code or province.
 * MERGED_INTO: all of it became part of one unit, with others. DIVIDED_AMONG: its land is in several units now.
 */
export type SuccessionKind = 'SAME' | 'MERGED_INTO' | 'DIVIDED_AMONG';

/** A unit of one list, or a part of it, became a unit of the next list or a part of one. */
export type SuccessionLink = { readonly formerCode: string; readonly code: string };

export type Succession = SuccessionLink & {
  readonly formerVersion: string;
  readonly version: string;
  /** What became of the former unit; the same on each of its links. */
  readonly kind: SuccessionKind;
};

/** A succession seen from one of its two units: the other one by its list and code. */
export type SuccessionSeen = { readonly kind: SuccessionKind; readonly version: string; readonly code: string };

/** One official list: its units, and what is known of where each came from. */
export type UnitList = {
  readonly version: string;
  readonly units: readonly AdminUnit[];
  /** Absent for the first list that we have. */
  readonly formerVersion?: string | undefined;
  /** Each link once. A unit that no link leads to or from is one about which nothing is known. */
  readonly links: readonly SuccessionLink[];
};

/** The links with what they mean. As good as the links: a part that the source leaves out is not seen. */
export const successionsOf = ({ version, formerVersion, links }: UnitList): readonly Succession[] => {
  if (formerVersion === undefined) return [];
  const successors = countBy(links, ({ formerCode }) => formerCode);
  const predecessors = countBy(links, ({ code }) => code);
  return links.map(({ formerCode, code }) => ({
    formerVersion,
    formerCode,
    version,
    code,
    kind: (successors.get(formerCode) ?? 0) > 1 ? 'DIVIDED_AMONG' : (predecessors.get(code) ?? 0) > 1 ? 'MERGED_INTO' : 'SAME',
  }));
};

const countBy = (links: readonly SuccessionLink[], keyOf: (link: SuccessionLink) => string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const link of links) counts.set(keyOf(link), (counts.get(keyOf(link)) ?? 0) + 1);
  return counts;
};

/** Each link once, in the order of the codes. */
export const distinctLinks = (links: Iterable<SuccessionLink>): readonly SuccessionLink[] =>
  [...new Map([...links].map((link) => [`${link.formerCode}>${link.code}`, link])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { formerCode, code }]) => ({ formerCode, code }));
