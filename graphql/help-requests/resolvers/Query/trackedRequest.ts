import type { QueryResolvers } from '../../../types.generated.ts';

export const trackedRequest: NonNullable<QueryResolvers['trackedRequest']> = async (_parent, _arguments, context) =>
  (await context.station.helpRequests.trackedRequest(context.principal)) ?? null;
