import { minutes } from '../core/clock.ts';
import { indexUnits, type UnitIndex } from './unit-index.ts';
import type { UnitListStore } from './unit-list-store.dynamo.ts';
import type { UnitVersion } from './unit-list-row.ts';

/** A new list is made known weeks before it comes into force: a minute is soon enough. */
const VERSIONS_LAST = minutes(1);

/** Lists that one process keeps, some megabytes each. People ask about the present one and the one before. */
const MOST_LISTS = 4;

/**
 * What a process keeps of the lists. A list never changes, so it is read once; which lists there are is read anew every minute.
 * What failed or was not there is not remembered.
 */
export const rememberLists = (lists: Pick<UnitListStore, 'versions' | 'list'>, now: () => number) => {
  let known: { readonly at: number; readonly versions: Promise<readonly UnitVersion[]> } | undefined;
  const indexes = new Map<string, Promise<UnitIndex | undefined>>();

  /** Reading once for all who ask at the same time. */
  const versions = async (): Promise<readonly UnitVersion[]> => {
    if (known !== undefined && now() - known.at < VERSIONS_LAST) return known.versions;
    const reading = { at: now(), versions: lists.versions() };
    known = reading;
    const forget = (): void => {
      if (known === reading) known = undefined;
    };
    try {
      const read = await reading.versions;
      if (read.length === 0) forget();
      return read;
    } catch (error) {
      forget();
      throw error;
    }
  };

  const readIndex = async (version: string): Promise<UnitIndex | undefined> => {
    const list = await lists.list(version);
    return list === undefined ? undefined : indexUnits(list);
  };

  return {
    versions,

    /** Undefined when there is no such list. A version row and its list come together, so a list that is there is whole. */
    index: async (version: string): Promise<UnitIndex | undefined> => {
      const before = indexes.get(version);
      if (before !== undefined) return before;
      const reading = readIndex(version);
      const oldest = indexes.size >= MOST_LISTS ? indexes.keys().next().value : undefined;
      if (oldest !== undefined) indexes.delete(oldest);
      indexes.set(version, reading);
      try {
        const read = await reading;
        if (read === undefined) indexes.delete(version);
        return read;
      } catch (error) {
        indexes.delete(version);
        throw error;
      }
    },
  };
};
