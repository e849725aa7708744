import type { MembershipResolvers } from '../../types.generated.ts';
import { present } from '../../base/present.ts';

export const Membership: MembershipResolvers = {
  team: async ({ teamCode }, _arguments, { loaders }) => present(await loaders.teams.load(teamCode), 'the team of a member'),
};
