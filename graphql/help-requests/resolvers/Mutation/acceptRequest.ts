import type { MutationResolvers } from '../../../types.generated.ts';
import { toChangeResult } from '../../change-result.ts';
import { requestIdOf } from '../../request-id.ts';

export const acceptRequest: NonNullable<MutationResolvers['acceptRequest']> = async (_parent, { input }, context) =>
  toChangeResult(context, await context.station.helpRequests.acceptRequest(context.principal, requestIdOf(input)));
