import type { QueryResolvers } from '../../../types.generated.ts';
import { connectionOf, pageQuestion } from '../../../base/connection.ts';
import { presentVersionOn } from '../../version-on.ts';

export const searchAdminUnits: NonNullable<QueryResolvers['searchAdminUnits']> = async (_parent, { text, asOf, within, ...page }, context) => {
  const question = pageQuestion(page);
  const version = await presentVersionOn(context, asOf);
  return connectionOf(await context.station.units.search({ version, text, within: within ?? undefined }, question), page);
};
