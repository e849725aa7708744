import type { TeamStatus } from '../teams/team.ts';
import type { RoutingView } from './routing-view.ts';

/** How many teams a commune has, by status, and the sum of their positions in degrees: means of communes add up. */
export type CommuneSpread = {
  readonly communeCode: string;
  readonly counts: Readonly<Record<TeamStatus, number>>;
  readonly latSum: number;
  readonly lonSum: number;
};

/** One pass over all teams, some milliseconds for the whole country. Merged teams are in no view. */
export const spreadOf = (view: RoutingView): readonly CommuneSpread[] => {
  const communes = new Map<string, { communeCode: string; counts: Record<TeamStatus, number>; latSum: number; lonSum: number }>();
  for (const { teams, hidden } of view.parts) {
    for (let row = 0; row < teams.count; row += 1) {
      if (hidden?.[row] === 1) continue;
      const communeCode = teams.communeAt(row);
      const commune = communes.get(communeCode) ?? { communeCode, counts: { FORMING: 0, ACTIVE: 0, PAUSED: 0, MERGED: 0 }, latSum: 0, lonSum: 0 };
      const { lat, lon } = teams.positionAt(row);
      commune.counts[teams.profileAt(row).status] += 1;
      commune.latSum += lat;
      commune.lonSum += lon;
      communes.set(communeCode, commune);
    }
  }
  return [...communes.values()];
};
