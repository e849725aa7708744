import type { MutationResolvers } from '../../../types.generated.ts';
import { toChangeResult } from '../../change-result.ts';
import { requestIdOf } from '../../request-id.ts';

export const eraseContact: NonNullable<MutationResolvers['eraseContact']> = async (_parent, { input }, context) =>
  toChangeResult(context, await context.station.helpRequests.eraseContact(context.principal, requestIdOf(input)));
