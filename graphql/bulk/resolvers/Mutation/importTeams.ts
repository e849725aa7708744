import type { MutationResolvers } from '../../../types.generated.ts';
import { importRows } from '../../import-rows.ts';

export const importTeams: NonNullable<MutationResolvers['importTeams']> = (_parent, { input }, context) => importRows('teams', input, context);
