import type { MutationResolvers } from '../../../types.generated.ts';
import { toChangeResult } from '../../change-result.ts';
import { requestIdOf } from '../../request-id.ts';

export const reopenRequest: NonNullable<MutationResolvers['reopenRequest']> = async (_parent, { input }, context) =>
  toChangeResult(context, await context.station.helpRequests.reopenRequest(context.principal, { ...requestIdOf(input), reason: input.reason ?? undefined }));
