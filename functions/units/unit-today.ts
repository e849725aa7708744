import type { AdminUnit } from './admin-unit.ts';
import type { UnitIndex } from './unit-index.ts';

/**
 * What a unit of an earlier list is by now. WHOLE: all of it is this one unit, or lies in it; `alone` when it went on by itself
 * and no other joined it. IN_PARTS: it may lie in any of these, by code, and in none that we know of when there are none.
 */
export type UnitToday =
  | { readonly kind: 'WHOLE'; readonly unit: AdminUnit; readonly alone: boolean }
  | { readonly kind: 'IN_PARTS'; readonly among: readonly AdminUnit[] };

/**
 * Follows a unit through the lists after its own, oldest first. A unit that was divided is whole again where a later list joins
 * all its parts; one of which a list does not say what became of it is never whole again, since nothing is guessed.
 */
export const followUnit = (unit: AdminUnit, later: readonly UnitIndex[]): UnitToday => {
  let among: ReadonlyMap<string, AdminUnit> = new Map([[unit.code, unit]]);
  let alone = true;
  let lost = false;
  for (const list of later) {
    const next = new Map<string, AdminUnit>();
    for (const code of among.keys()) {
      const successors = list.successors(code);
      if (successors.length === 0) lost = true;
      for (const { item } of successors) {
        if (item.kind !== 'SAME') alone = false;
        const successor = list.byCode.get(item.code);
        if (successor !== undefined) next.set(successor.code, successor);
      }
    }
    among = next;
  }
  const [only, ...others] = [...among.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  return only !== undefined && others.length === 0 && !lost
    ? { kind: 'WHOLE', unit: only, alone }
    : { kind: 'IN_PARTS', among: only === undefined ? [] : [only, ...others] };
};

/**
 * Every unit of the lists before, newest list first, whose land this one has, whole or in part. `earlier`: its own list first,
 * and then those before it, without a gap.
 */
export const ancestorsOf = ({ code }: Pick<AdminUnit, 'code'>, earlier: readonly UnitIndex[]): readonly AdminUnit[] => {
  const found: AdminUnit[] = [];
  let codes: readonly string[] = [code];
  for (const [at, list] of earlier.entries()) {
    const before = earlier[at + 1];
    if (before === undefined) break;
    codes = [...new Set(codes.flatMap((own) => list.predecessors(own).map(({ item }) => item.formerCode)))].sort();
    found.push(...codes.flatMap((own) => before.byCode.get(own) ?? []));
  }
  return found;
};
