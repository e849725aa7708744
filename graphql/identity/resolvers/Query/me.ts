import type { QueryResolvers } from '../../../types.generated.ts';

export const me: NonNullable<QueryResolvers['me']> = async (_parent, _arguments, { loaders, principal }) =>
  principal.kind === 'member' ? ((await loaders.members.load(principal.memberId)) ?? null) : null;
