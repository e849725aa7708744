import { parseGlobalId } from '../../../base/global-id.ts';
import { present } from '../../../base/present.ts';
import { toProblem } from '../../../base/problems.ts';
import type { MutationResolvers } from '../../../types.generated.ts';
import { viewerOf } from '../../viewer.ts';

export const takePhone: NonNullable<MutationResolvers['takePhone']> = async (_parent, { input }, context) => {
  const named = parseGlobalId(input.member);
  if (named?.type !== 'Member') return toProblem(context, { type: 'NotFound', kind: 'MEMBER' });
  const result = await context.station.waysIn.takePhone(context.principal, named.id, input.pin, context.address);
  if (!result.ok) return toProblem(context, result.failure);
  const viewer = await viewerOf(context, { kind: 'member', memberId: named.id });
  return { __typename: 'SignedIn', viewer: present(viewer ?? undefined, 'the member who took a phone') };
};
