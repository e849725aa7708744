import type { MutationResolvers } from '../../../types.generated.ts';
import { toChangeResult } from '../../change-result.ts';
import { requestIdOf } from '../../request-id.ts';

export const cancelRequest: NonNullable<MutationResolvers['cancelRequest']> = async (_parent, { input }, context) =>
  toChangeResult(context, await context.station.helpRequests.cancelRequest(context.principal, requestIdOf(input)));
