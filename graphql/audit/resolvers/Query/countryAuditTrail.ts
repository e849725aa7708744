import { connectionOf, pageQuestion } from '../../../base/connection.ts';
import type { QueryResolvers } from '../../../types.generated.ts';

export const countryAuditTrail: NonNullable<QueryResolvers['countryAuditTrail']> = async (_parent, page, { station, principal }) => {
  const found = await station.trails.ofCountry(principal, pageQuestion(page));
  return found === undefined ? null : connectionOf(found, page);
};
