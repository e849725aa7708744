import type { OfferResolvers } from '../../types.generated.ts';
import { present } from '../../base/present.ts';

export const Offer: OfferResolvers = {
  team: async ({ teamCode }, _arguments, { loaders }) =>
    present(await loaders.teams.load(teamCode), `team ${teamCode}`),
};
