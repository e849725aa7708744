import type { QueryResolvers } from '../../../types.generated.ts';
import { versionOn } from '../../version-on.ts';

export const adminUnit: NonNullable<QueryResolvers['adminUnit']> = async (_parent, { code, asOf }, context) => {
  const version = await versionOn(context, asOf);
  return version === undefined ? null : ((await context.loaders.units.load({ version, code })) ?? null);
};
