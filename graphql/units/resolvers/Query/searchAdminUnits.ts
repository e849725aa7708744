import type { QueryResolvers } from '../../../types.generated.ts';
import { connection } from '../../../base/connection.ts';
import { InvalidInputError } from '../../../base/errors.ts';
import { presentVersionOn } from '../../version-on.ts';

export const searchAdminUnits: NonNullable<QueryResolvers['searchAdminUnits']> = async (_parent, { text, asOf, within, ...page }, context) => {
  const { units } = context.station;
  const version = await presentVersionOn(context, asOf);
  if (within !== null && within !== undefined && (await units.unit(version, within))?.level !== 'PROVINCE') throw new InvalidInputError('UNKNOWN_UNIT', ['within']);
  return connection(['searchAdminUnits', version, text, within], page, (question) => units.search({ version, text, within: within ?? undefined }, question));
};
