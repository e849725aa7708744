import { connectionOf, pageQuestion } from '../../base/connection.ts';
import type { HelpRequestResolvers } from '../../types.generated.ts';

export const HelpRequest: Pick<HelpRequestResolvers, 'auditTrail' | '__isTypeOf'> = {
  auditTrail: async (request, page, { station, principal }) => {
    const found = await station.trails.ofRequest(principal, request, pageQuestion(page));
    return found === undefined ? null : connectionOf(found, page);
  },
};
