import type { TeamStatus } from '../teams/team.ts';
import type { RoutingView } from './routing-view.ts';
import { DEGREE_STEPS } from './team-columns.ts';

/** How many teams a commune has, by status, and the sum of their positions in degrees: means of communes add up. */
export type CommuneSpread = {
  readonly communeCode: string;
  readonly counts: Readonly<Record<TeamStatus, number>>;
  readonly latSum: number;
  readonly lonSum: number;
};
type Counting = { -readonly [Key in keyof CommuneSpread]: CommuneSpread[Key] } & { counts: Record<TeamStatus, number> };

/** One pass over the columns of all teams. Merged teams are in no view. A commune with changes since the snapshot comes twice. */
export const spreadOf = (view: RoutingView): readonly CommuneSpread[] =>
  view.parts.flatMap(({ teams, hidden }) => {
    const { communes, communeOf, profiles, profileOf, lat, lon } = teams.columns;
    const counting = communes.map((communeCode): Counting => ({ communeCode, counts: { FORMING: 0, ACTIVE: 0, PAUSED: 0, MERGED: 0 }, latSum: 0, lonSum: 0 }));
    for (let row = 0; row < teams.count; row += 1) {
      const commune = counting[communeOf[row] as number];
      const profile = profiles[profileOf[row] as number];
      if (hidden?.[row] === 1 || commune === undefined || profile === undefined) continue;
      commune.counts[profile.status] += 1;
      commune.latSum += (lat[row] as number) / DEGREE_STEPS;
      commune.lonSum += (lon[row] as number) / DEGREE_STEPS;
    }
    return counting;
  });
