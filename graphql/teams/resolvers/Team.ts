import { teamNow } from '../../../functions/routing/team-now.ts';
import type { Team as DomainTeam } from '../../../functions/teams/team.ts';
import { skillByCode } from '../../../functions/topics/catalogue.ts';
import { connectionOf, pageQuestion } from '../../base/connection.ts';
import type { Context } from '../../base/context.ts';
import { toGlobalId } from '../../base/global-id.ts';
import { present } from '../../base/present.ts';
import type { TeamResolvers } from '../../types.generated.ts';

const nowOf = async ({ code, communeCode }: DomainTeam, { loaders, station }: Context) =>
  teamNow(await loaders.livePages.load(communeCode), code, station.clock());

export const Team: Pick<TeamResolvers, 'capacity'|'code'|'commune'|'demonstration'|'id'|'languages'|'name'|'onDuty'|'openRequests'|'position'|'queue'|'reachKm'|'skills'|'status'|'__isTypeOf'> = {
  id: ({ code }) => toGlobalId('Team', code),
  commune: async ({ unitVersion, communeCode }, _arguments, { loaders }) =>
    present(await loaders.units.load({ version: unitVersion, code: communeCode }), 'the commune of a team'),
  skills: ({ skills }) => skills.map((code) => present(skillByCode(code), 'a skill of a team')),
  onDuty: async (team, _arguments, context) => (await nowOf(team, context)).onDuty,
  openRequests: async (team, _arguments, context) => (await nowOf(team, context)).openRequests,
  queue: async ({ code }, page, { station, principal }) => {
    const found = await station.helpRequests.queueOf(principal, code, pageQuestion(page));
    return found === undefined ? null : connectionOf(found, page);
  },
};
