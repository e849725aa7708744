import { putRows } from '../../functions/storage/batch.ts';
import type { MainTable } from '../../functions/storage/client.ts';
import type { AdminUnit } from '../../functions/units/admin-unit.ts';
import { rowOfVersion, rowsOfList, versionOf } from '../../functions/units/unit-list-row.ts';

/** Puts these units of one version as its whole list, without a past. */
export const putUnits = async (main: MainTable, units: readonly AdminUnit[]): Promise<void> => {
  for (const [version, ofVersion] of Map.groupBy(units, (unit) => unit.version)) {
    const list = { version, units: ofVersion, links: [] };
    await putRows(main, [...rowsOfList(list), rowOfVersion(versionOf(list, []))]);
  }
};
