import type { MutationResolvers } from '../../../types.generated.ts';
import { toChangeResult } from '../../change-result.ts';

export const startRequest: NonNullable<MutationResolvers['startRequest']> = async (_parent, { input }, context) =>
  toChangeResult(context, await context.station.helpRequests.startRequest(context.principal, input));
