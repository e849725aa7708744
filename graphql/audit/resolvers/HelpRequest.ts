import { connection } from '../../base/connection.ts';
import type { HelpRequestResolvers } from '../../types.generated.ts';

export const HelpRequest: Pick<HelpRequestResolvers, 'auditTrail' | '__isTypeOf'> = {
  auditTrail: (request, page, { station, principal }) =>
    connection(['auditTrail', 'request', request.id], page, (question) => station.trails.ofRequest(principal, request, question)),
};
