import type { AdminUnit } from './admin-unit.ts';
import { successionsOf, type UnitList } from './succession.ts';

/** What a new list changes about one unit. A unit that went on may be renamed, recoded and moved at once. */
export type UnitChange =
  | { readonly kind: 'ADDED'; readonly code: string; readonly name: string }
  | { readonly kind: 'RENAMED'; readonly formerCode: string; readonly code: string; readonly from: string; readonly to: string }
  | { readonly kind: 'RECODED'; readonly formerCode: string; readonly code: string; readonly name: string }
  /** To a province that is not the one that its own became. Codes of provinces. */
  | { readonly kind: 'MOVED'; readonly formerCode: string; readonly code: string; readonly from: string; readonly to: string }
  | { readonly kind: 'MERGED' | 'DIVIDED'; readonly formerCode: string; readonly name: string; readonly codes: readonly string[] }
  | { readonly kind: 'GONE'; readonly formerCode: string; readonly name: string };

/** By kind and code. Nothing for a first list: there is no list that it changes. */
export const changesBetween = (former: readonly AdminUnit[], list: UnitList): readonly UnitChange[] => {
  if (list.formerVersion === undefined) return [];
  const successions = Map.groupBy(successionsOf(list), ({ formerCode }) => formerCode);
  const units = new Map(list.units.map((unit) => [unit.code, unit]));
  const reached = new Set(list.links.map(({ code }) => code));
  const codesOf = (formerCode: string): readonly string[] => (successions.get(formerCode) ?? []).map(({ code }) => code);
  return [
    ...list.units.flatMap(({ code, name }): UnitChange[] => (reached.has(code) ? [] : [{ kind: 'ADDED', code, name }])),
    ...former.flatMap((unit): readonly UnitChange[] => {
      const [first] = successions.get(unit.code) ?? [];
      const now = first === undefined ? undefined : units.get(first.code);
      if (first === undefined || now === undefined) return [{ kind: 'GONE', formerCode: unit.code, name: unit.name }];
      if (first.kind === 'DIVIDED_AMONG') return [{ kind: 'DIVIDED', formerCode: unit.code, name: unit.name, codes: codesOf(unit.code) }];
      if (first.kind === 'MERGED_INTO') return [{ kind: 'MERGED', formerCode: unit.code, name: unit.name, codes: [now.code] }];
      return changesOfSame(unit, now, codesOf(unit.parentCode ?? ''));
    }),
  ].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
};

const changesOfSame = (before: AdminUnit, now: AdminUnit, provinces: readonly string[]): readonly UnitChange[] => [
  ...(before.name === now.name ? [] : [{ kind: 'RENAMED' as const, formerCode: before.code, code: now.code, from: before.name, to: now.name }]),
  ...(before.code === now.code ? [] : [{ kind: 'RECODED' as const, formerCode: before.code, code: now.code, name: now.name }]),
  ...(before.parentCode === undefined || now.parentCode === undefined || provinces.includes(now.parentCode)
    ? []
    : [{ kind: 'MOVED' as const, formerCode: before.code, code: now.code, from: before.parentCode, to: now.parentCode }]),
];

const orderOf = (change: UnitChange): string => `${change.kind} ${change.kind === 'ADDED' ? change.code : change.formerCode}`;

/** Former communes that no longer stand for the same place: whoever is kept under their code must be looked at. */
export const communesTouched = (changes: readonly UnitChange[]): readonly { readonly communeCode: string; readonly why: TouchedBy }[] =>
  changes.flatMap((change) =>
    (change.kind === 'GONE' || change.kind === 'DIVIDED' || change.kind === 'MERGED' || change.kind === 'RECODED') && change.formerCode.length === 5
      ? [{ communeCode: change.formerCode, why: change.kind }]
      : [],
  );

/** Why a team is touched: after MERGED and RECODED its new commune is certain, after DIVIDED and GONE somebody must say. */
export type TouchedBy = 'GONE' | 'DIVIDED' | 'MERGED' | 'RECODED';
