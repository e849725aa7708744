import type { MutationResolvers } from '../../../types.generated.ts';
import { toChangeResult } from '../../change-result.ts';
import { requestIdOf } from '../../request-id.ts';

export const forwardRequest: NonNullable<MutationResolvers['forwardRequest']> = async (_parent, { input }, context) =>
  toChangeResult(context, await context.station.helpRequests.forwardRequest(context.principal, requestIdOf(input)));
