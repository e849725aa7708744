import type { AuditActorResolvers } from '../../types.generated.ts';

export const AuditActor: AuditActorResolvers = {
  /** The line keeps an id; the name is looked up when it is read, so that it can be corrected and erased. */
  name: async ({ kind, id }, _arguments, { loaders, station }) => {
    if (kind === 'MEMBER') return (await loaders.members.load(id))?.displayName ?? null;
    if (kind === 'OFFICIAL') return (await station.officials.official(id))?.displayName ?? null;
    return null;
  },
};
