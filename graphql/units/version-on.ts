import { vietnamDayOf } from '../../functions/core/clock.ts';
import type { Context } from '../base/context.ts';
import { InvalidInputError } from '../base/errors.ts';

/** The list in force on a day, today in Vietnam when none is said; undefined before the first list. */
export const versionOn = ({ station }: Context, asOf: string | null | undefined): Promise<string | undefined> =>
  station.units.versionOn(asOf ?? vietnamDayOf(station.clock()));

/** The same; throws INVALID_INPUT before the first list. */
export const presentVersionOn = async (context: Context, asOf: string | null | undefined): Promise<string> => {
  const version = await versionOn(context, asOf);
  if (version === undefined) throw new InvalidInputError('UNKNOWN_VERSION', ['asOf']);
  return version;
};
