import { MEMBER_DEFAULTS } from '../team.ts';
import type { Member, Team } from '../team.ts';
import { detailsOf } from './fill-in.ts';
import { pick, pickByShare, seededRandom, seedFor, wholeBetween } from './random.ts';
import type { Random } from './random.ts';
import { familyNames, mensNames, womensNames } from './words.ts';

/** Teams have 4 to 9 members (product.md); the demonstration makes 4 to 6. */
const FEWEST = 4;
const MOST = 6;

/** The members of a demonstration team, its lead first. They have no phone numbers: there is nobody to call. */
export const membersOfTeam = (team: Team, seed: number): readonly Member[] => {
  const random = seededRandom(seedFor(seed, `members of ${team.code}`));
  return Array.from({ length: wholeBetween(random, FEWEST, MOST) }, (_, at) => ({
    ...MEMBER_DEFAULTS,
    ...detailsOf(team, at, seed),
    id: `demo-${team.code}-${at + 1}`,
    displayName: personName(random),
    memberships: [{ teamCode: team.code, role: at === 0 ? 'LEAD' : 'MEMBER' }],
    demonstration: true,
  }));
};

const personName = (random: Random): string =>
  `${pickByShare(random, familyNames)} ${pick(random, random() < 0.5 ? womensNames : mensNames)}`;
