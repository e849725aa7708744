import type { MutationResolvers } from '../../../types.generated.ts';
import { toTeamResult } from '../../results.ts';

export const changeTeam: NonNullable<MutationResolvers['changeTeam']> = async (_parent, { input }, context) => {
  const { code, revision, decision, chatUrl, ...rest } = input;
  return toTeamResult(context, await context.station.organisation.changeTeam(context.principal, {
    code,
    revision,
    name: rest.name ?? undefined,
    kind: rest.kind ?? undefined,
    communeCode: rest.commune ?? undefined,
    unitVersion: rest.unitVersion ?? undefined,
    position: rest.position ?? undefined,
    skills: rest.skills ?? undefined,
    languages: rest.languages ?? undefined,
    reachKm: rest.reachKm ?? undefined,
    capacity: rest.capacity ?? undefined,
    serviceHours: rest.serviceHours ?? undefined,
    ...(decision === undefined ? {} : { decision }),
    chatUrl,
  }));
};
