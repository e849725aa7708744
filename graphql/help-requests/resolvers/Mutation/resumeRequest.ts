import type { MutationResolvers } from '../../../types.generated.ts';
import { toChangeResult } from '../../change-result.ts';
import { requestIdOf } from '../../request-id.ts';

export const resumeRequest: NonNullable<MutationResolvers['resumeRequest']> = async (_parent, { input }, context) =>
  toChangeResult(context, await context.station.helpRequests.resumeRequest(context.principal, requestIdOf(input)));
