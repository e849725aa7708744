import { vietnamDayOf } from '../../../../functions/core/clock.ts';
import { teamSpread as spreadOverProvinces } from '../../../../functions/teams/team-spread.ts';
import type { QueryResolvers } from '../../../types.generated.ts';

export const teamSpread: NonNullable<QueryResolvers['teamSpread']> = async (_parent, _arguments, { station }) => {
  const version = await station.units.versionOn(vietnamDayOf(station.clock()));
  return version === undefined ? [] : [...(await spreadOverProvinces(station, version))];
};
