import type { MutationResolvers } from '../../../types.generated.ts';
import { toChangeResult } from '../../change-result.ts';

export const reopenRequest: NonNullable<MutationResolvers['reopenRequest']> = async (_parent, { input }, context) =>
  toChangeResult(context, await context.station.helpRequests.reopenRequest(context.principal, { ...input, reason: input.reason ?? undefined }));
