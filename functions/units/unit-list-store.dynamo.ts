import type { MainTable, TransactWrite } from '../storage/client.ts';
import { rowsBeginning } from '../storage/query.ts';
import { writeIfStillSo } from '../storage/transact.ts';
import type { UnitList } from './succession.ts';
import { listKey, PART, readList, readVersion, rowOfVersion, rowsOfList, VERSIONS, type UnitVersion } from './unit-list-row.ts';

export const createUnitListStore = (main: MainTable) => ({
  /** Oldest first. One query. */
  versions: async (): Promise<readonly UnitVersion[]> => (await rowsBeginning(main, VERSIONS, 'version#')).map(readVersion),

  /** Every unit of a list and its links; undefined when there is no such list. One query. */
  list: async (version: string): Promise<UnitList | undefined> => readList(version, await rowsBeginning(main, listKey(version), PART)),

  /**
   * Writes the list, its version and what belongs to the act, all or nothing. False when a list of this version is there
   * already: lists are never written over.
   */
  publish: (list: UnitList, version: UnitVersion, more: readonly TransactWrite[]): Promise<boolean> => {
    const puts = rowsOfList(list).map((Item): TransactWrite => ({ Put: { TableName: main.name, Item } }));
    const visible: TransactWrite = {
      Put: { TableName: main.name, Item: rowOfVersion(version), ConditionExpression: 'attribute_not_exists(pk)' },
    };
    return writeIfStillSo(main, [visible, ...puts, ...more]);
  },
});

export type UnitListStore = ReturnType<typeof createUnitListStore>;
