import type { QueryResolvers } from '../../../types.generated.ts';

export const team: NonNullable<QueryResolvers['team']> = async (_parent, { code }, { loaders }) =>
  (await loaders.teams.load(code)) ?? null;
