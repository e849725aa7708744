import type { MutationResolvers } from '../../../types.generated.ts';
import { toTeamResult } from '../../results.ts';

export const activateTeam: NonNullable<MutationResolvers['activateTeam']> = async (_parent, { input }, context) =>
  toTeamResult(context, await context.station.organisation.activateTeam(context.principal, input));
