import { sessionCookies } from '../../../../functions/identity/credentials.ts';
import { present } from '../../../base/present.ts';
import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';
import { viewerOf } from '../../viewer.ts';

export const acceptInvitation: NonNullable<MutationResolvers['acceptInvitation']> = async (_parent, { input }, context) => {
  const { station, principal, address, setCookie } = context;
  const result = await station.identity.acceptInvitation({ ...input, pin: input.pin ?? undefined }, { principal, address });
  if (!result.ok) return toProblem(context, result.failure);
  const { holder, tokens } = result.value;
  const viewer = present((await viewerOf(context, holder)) ?? undefined, 'whoever an invitation was for');
  sessionCookies(tokens, station.identity.secure).forEach(setCookie);
  return { __typename: 'AcceptInvitationSuccess', viewer, member: viewer.__typename === 'Member' ? viewer : null };
};
