import type { Actor } from '../../functions/permission/actor.ts';
import type { AdminUnit } from '../../functions/units/admin-unit.ts';
import type { UnitCells } from '../../functions/units/listed-row.ts';

export const operator: Actor = { kind: 'official', officialId: 'o-1', role: 'OPERATOR', unitVersion: '2025-07-01' };

const NAME = 'Thành phố Hà Nội';

/** Communes of one province, by code and name. */
export const ofHanoi = (version: string, names: Readonly<Record<string, string>>): readonly AdminUnit[] => [
  { version, code: '01', level: 'PROVINCE', name: NAME },
  ...Object.entries(names).map(([code, name]): AdminUnit => ({ version, code, level: 'COMMUNE', name, parentCode: '01' })),
];

/** The same as rows of a file, by code: name, and the codes of before. */
export const listCells = (communes: Readonly<Record<string, readonly [name: string, formerCodes: string]>>): readonly UnitCells[] => [
  { code: '01', name: NAME },
  ...Object.entries(communes).map(([code, [name, former_codes]]): UnitCells => ({ code, name, province_code: '01', former_codes })),
];
