import type { QueryResolvers } from '../../../types.generated.ts';

export const kiosk: NonNullable<QueryResolvers['kiosk']> = async (_parent, { code }, { loaders }) =>
  (await loaders.kiosks.load(code)) ?? null;
