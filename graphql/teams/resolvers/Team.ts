import { teamNow } from '../../../functions/routing/team-now.ts';
import type { Team as DomainTeam } from '../../../functions/teams/team.ts';
import { mayReadRoster } from '../../../functions/teams/read-people.ts';
import { skillByCode } from '../../../functions/topics/catalogue.ts';
import { connection } from '../../base/connection.ts';
import type { Context } from '../../base/context.ts';
import { toGlobalId } from '../../base/global-id.ts';
import { present } from '../../base/present.ts';
import type { TeamResolvers } from '../../types.generated.ts';

const nowOf = async ({ code, communeCode }: DomainTeam, { loaders, station }: Context) =>
  teamNow(await loaders.livePages.load(communeCode), code, station.clock());

export const Team: Pick<
  TeamResolvers,
  'capacity' | 'chatUrl' | 'code' | 'commune' | 'decision' | 'demonstration' | 'id' | 'kind' | 'languages' | 'leaves' | 'mergedInto' | 'name' | 'onDuty' | 'openRequests' | 'position' | 'queue' | 'reachKm' | 'revision' | 'serviceHours' | 'skills' | 'status' | '__isTypeOf'
> = {
  id: ({ code }) => toGlobalId('Team', code),
  commune: async ({ unitVersion, communeCode }, _arguments, { loaders }) =>
    present(await loaders.units.load({ version: unitVersion, code: communeCode }), 'the commune of a team'),
  skills: ({ skills }) => skills.map((code) => present(skillByCode(code), 'a skill of a team')),
  onDuty: async (team, _arguments, context) => (await nowOf(team, context)).onDuty,
  openRequests: async (team, _arguments, context) => (await nowOf(team, context)).openRequests,
  queue: ({ code }, page, { station, principal }) =>
    connection(['queue', code], page, (question) => station.helpRequests.queueOf(principal, code, question)),
  mergedInto: async ({ mergedInto }, _arguments, { loaders }) => (mergedInto === undefined ? null : ((await loaders.teams.load(mergedInto)) ?? null)),
  chatUrl: async (team, _arguments, { station, principal }) =>
    team.chatUrl !== undefined && (await mayReadRoster(station.permission, principal, team)) ? team.chatUrl : null,
};
