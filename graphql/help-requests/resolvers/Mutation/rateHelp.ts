import type { MutationResolvers } from '../../../types.generated.ts';
import { toChangeResult } from '../../change-result.ts';
import { requestIdOf } from '../../request-id.ts';

export const rateHelp: NonNullable<MutationResolvers['rateHelp']> = async (_parent, { input }, context) =>
  toChangeResult(context, await context.station.helpRequests.rateHelp(context.principal, requestIdOf(input)));
