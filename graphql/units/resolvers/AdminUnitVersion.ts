import type { AdminUnitVersionResolvers } from '../../types.generated.ts';

export const AdminUnitVersion: AdminUnitVersionResolvers = {
  validUntil: ({ until }) => until ?? null,
  provinceCount: ({ provinces }) => provinces,
  communeCount: ({ communes }) => communes,
};
