import type { MutationResolvers } from '../../../types.generated.ts';
import { importRows } from '../../import-rows.ts';

export const importMembers: NonNullable<MutationResolvers['importMembers']> = (_parent, { input }, context) => importRows('members', input, context);
