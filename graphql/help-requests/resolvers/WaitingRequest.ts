import { holdingTeam } from '../../../functions/help-requests/help-request.ts';
import { waitedMinutes } from '../../../functions/help-requests/waiting-requests.ts';
import { toGlobalId } from '../../base/global-id.ts';
import { present } from '../../base/present.ts';
import type { WaitingRequestResolvers } from '../../types.generated.ts';

export const WaitingRequest: WaitingRequestResolvers = {
  id: ({ id }) => toGlobalId('HelpRequest', id),
  topic: ({ topicCode }, _arguments, { station }) =>
    present(station.catalogue.topics.find(({ code }) => code === topicCode), `topic ${topicCode}`),
  kiosk: async ({ kioskCode }, _arguments, { loaders }) =>
    present(await loaders.kiosks.load(kioskCode), `kiosk ${kioskCode}`),
  waitedMinutes: (request, _arguments, { station }) => waitedMinutes(request, station.clock()),
  team: async (request, _arguments, { loaders }) => {
    const holding = holdingTeam(request);
    return holding === undefined ? null : ((await loaders.teams.load(holding.teamCode)) ?? null);
  },
  provinceToldAt: ({ toldProvince }) => toldProvince?.at ?? null,
  missedPromises: ({ missed }) => missed ?? [],
};
