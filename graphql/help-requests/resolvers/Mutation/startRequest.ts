import type { MutationResolvers } from '../../../types.generated.ts';
import { toChangeResult } from '../../change-result.ts';
import { requestIdOf } from '../../request-id.ts';

export const startRequest: NonNullable<MutationResolvers['startRequest']> = async (_parent, { input }, context) =>
  toChangeResult(context, await context.station.helpRequests.startRequest(context.principal, requestIdOf(input)));
