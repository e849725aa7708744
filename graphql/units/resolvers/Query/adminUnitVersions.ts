import type { QueryResolvers } from '../../../types.generated.ts';

export const adminUnitVersions: NonNullable<QueryResolvers['adminUnitVersions']> = (_parent, _arguments, { station }) => station.units.versions();
