import { tidyText } from '../core/text.ts';
import type { AdminUnit } from './admin-unit.ts';
import { distinctLinks, type SuccessionLink } from './succession.ts';

/** Columns of a file of units, and what they hold. `code` and `name` are required, `province_code` for communes. */
export const unitColumns = ['code', 'name', 'province_code', 'district', 'former_codes'] as const;
export type UnitCells = Readonly<Partial<Record<(typeof unitColumns)[number], string>>>;

/** In `former_codes`: the unit has no past in the list before, although its code may be in there. */
export const NO_FORMER = 'none';

/** A former code that the list before does not have: the link is left out and reported. */
export type UnknownFormer = { readonly row: number; readonly code: string; readonly formerCode: string };

export type ReadUnits = {
  readonly units: readonly AdminUnit[];
  readonly links: readonly SuccessionLink[];
  readonly unknownFormers: readonly UnknownFormer[];
};

/**
 * Units and their past from the rows of a file. `former_codes` are codes of the list before, parted by `|`: every unit of which
 * this one has land. Where the cell is empty or the column is not there, a unit with the same code before is the same unit,
 * since official lists keep the codes of units that are only renamed; `none` says that it is not.
 */
export const readUnitRows = (rows: readonly UnitCells[], version: string, former: readonly AdminUnit[]): ReadUnits => {
  const formerLevels = new Map(former.map(({ code, level }) => [code, level]));
  const links: SuccessionLink[] = [];
  const unknownFormers: UnknownFormer[] = [];
  const units = rows.map((cells, at): AdminUnit => {
    const [code, name, parentCode, district] = [cells.code, cells.name, cells.province_code, cells.district].map((cell) => tidyText(cell ?? ''));
    const unit: AdminUnit = {
      version,
      code: code ?? '',
      level: parentCode === '' ? 'PROVINCE' : 'COMMUNE',
      name: name ?? '',
      ...(parentCode === '' ? {} : { parentCode }),
      ...(district === '' ? {} : { district }),
    };
    for (const formerCode of formerCodesOf(cells.former_codes ?? '', unit, formerLevels)) {
      if (formerLevels.get(formerCode) === unit.level) links.push({ formerCode, code: unit.code });
      // The first line of a file names the columns.
      else unknownFormers.push({ row: at + 2, code: unit.code, formerCode });
    }
    return unit;
  });
  return { units, links: distinctLinks(links), unknownFormers };
};

const formerCodesOf = (cell: string, { code, level }: AdminUnit, formerLevels: ReadonlyMap<string, AdminUnit['level']>): readonly string[] => {
  const codes = cell.split('|').map(tidyText).filter((piece) => piece !== '');
  if (codes.length === 0) return formerLevels.get(code) === level ? [code] : [];
  return codes.length === 1 && codes[0] === NO_FORMER ? [] : codes;
};
