import { connection } from '../../../base/connection.ts';
import type { QueryResolvers } from '../../../types.generated.ts';

export const countryAuditTrail: NonNullable<QueryResolvers['countryAuditTrail']> = (_parent, page, { station, principal }) =>
  connection(['countryAuditTrail'], page, (question) => station.trails.ofCountry(principal, question));
