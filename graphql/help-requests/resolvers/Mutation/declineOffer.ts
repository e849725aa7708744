import type { MutationResolvers } from '../../../types.generated.ts';
import { toChangeResult } from '../../change-result.ts';
import { requestIdOf } from '../../request-id.ts';

export const declineOffer: NonNullable<MutationResolvers['declineOffer']> = async (_parent, { input }, context) =>
  toChangeResult(context, await context.station.helpRequests.declineOffer(context.principal, requestIdOf(input)));
