import { sessionCookies } from '../../../../functions/identity/credentials.ts';
import { present } from '../../../base/present.ts';
import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';

export const acceptInvitation: NonNullable<MutationResolvers['acceptInvitation']> = async (_parent, { input }, context) => {
  const { station, principal, loaders, setCookie } = context;
  const result = await station.identity.acceptInvitation(input.invitation, principal);
  if (!result.ok) return toProblem(context, result.failure);
  const { memberId, tokens } = result.value;
  const member = present(await loaders.members.load(memberId), 'the member of an invitation');
  sessionCookies(tokens, station.identity.secure).forEach(setCookie);
  return { __typename: 'AcceptInvitationSuccess', member };
};
