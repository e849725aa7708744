import type { QueryResolvers } from '../../../types.generated.ts';

export const skills: NonNullable<QueryResolvers['skills']> = (_parent, _arguments, { station }) =>
  station.catalogue.skills.toSorted((a, b) => a.number - b.number);
