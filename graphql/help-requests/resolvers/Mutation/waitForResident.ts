import type { MutationResolvers } from '../../../types.generated.ts';
import { toChangeResult } from '../../change-result.ts';
import { requestIdOf } from '../../request-id.ts';

export const waitForResident: NonNullable<MutationResolvers['waitForResident']> = async (_parent, { input }, context) =>
  toChangeResult(context, await context.station.helpRequests.waitForResident(context.principal, requestIdOf(input)));
