import type { MutationResolvers } from '../../../types.generated.ts';
import { toProblem } from '../../../base/problems.ts';

export const requestHelp: NonNullable<MutationResolvers['requestHelp']> = async (_parent, { input }, context) => {
  const result = await context.station.helpRequests.requestHelp({
    ...input,
    at: input.at ?? undefined,
    appointmentAt: input.appointmentAt ?? undefined,
    contact: input.contact ?? undefined,
  }, { principal: context.principal, address: context.address });
  if (result.ok) return { __typename: 'RequestHelpSuccess', request: result.value };
  if (result.failure.type !== 'ConsentOutdated') return toProblem(context, result.failure);
  return { ...toProblem(context, result.failure), consent: context.station.contactSealing.consent };
};
