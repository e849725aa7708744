import { columnsOfFile } from '../../../../functions/bulk/columns.ts';
import type { QueryResolvers } from '../../../types.generated.ts';

export const importColumns: NonNullable<QueryResolvers['importColumns']> = (_parent, { of }, { language }) =>
  columnsOfFile[of === 'TEAMS' ? 'teams' : 'members'].map(({ meaning, ...column }) => ({ ...column, meaning: meaning[language] }));
