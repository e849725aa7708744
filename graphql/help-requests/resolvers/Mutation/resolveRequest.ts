import type { MutationResolvers } from '../../../types.generated.ts';
import { toChangeResult } from '../../change-result.ts';
import { requestIdOf } from '../../request-id.ts';

export const resolveRequest: NonNullable<MutationResolvers['resolveRequest']> = async (_parent, { input }, context) =>
  toChangeResult(context, await context.station.helpRequests.resolveRequest(context.principal, requestIdOf(input)));
