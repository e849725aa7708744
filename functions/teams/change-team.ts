import type { LivePage, LiveTeam } from '../routing/live-page.ts';
import type { RoutableTeam } from '../routing/routable-team.ts';
import type { Team } from './team.ts';

/** What routing knows of a team. */
export const routableTeamOf = (team: Team): RoutableTeam => ({
  id: team.code,
  communeCode: team.communeCode,
  position: team.position,
  skills: team.skills,
  languages: team.languages,
  reachKm: team.reachKm,
  status: team.status,
});

/** How a team stands in its commune's live page. */
export const liveTeamOf = (team: Team, open = 0): LiveTeam => ({
  open,
  capacity: team.capacity,
  duty: { hours: team.serviceHours },
});

/** What a change of a team means for the live pages: at most one of `stays` and `moves`. */
export type LivePageChange = {
  /** The page of the old commune, which the team leaves. */
  readonly leaves?: { readonly communeCode: string; readonly open: number; readonly version: number };
  /** The page of the new commune, which the team joins. */
  readonly joins?: { readonly page: LivePage; readonly live: LiveTeam };
  /** New hours or capacity on the page where the team stands already. */
  readonly stays?: { readonly duty?: LiveTeam['duty']; readonly capacity?: number; readonly version: number };
};

/**
 * From the team as it was, as it is to be, and the pages of both communes as they are now. Open requests go along to the
 * new commune, and so does what members said of their duty.
 */
export const livePageChange = (before: Team | undefined, after: Team, pages: ReadonlyMap<string, LivePage>): LivePageChange => {
  const page = pages.get(after.communeCode);
  if (page === undefined) throw new Error(`The live page of commune ${after.communeCode} was not read.`);
  const here = page.teams.get(after.code);
  if (here !== undefined) {
    const hours = after.serviceHours !== here.duty.hours;
    const capacity = after.capacity !== here.capacity;
    if (!hours && !capacity) return {};
    return {
      stays: {
        version: page.version,
        ...(hours ? { duty: { ...here.duty, hours: after.serviceHours } } : {}),
        ...(capacity ? { capacity: after.capacity } : {}),
      },
    };
  }
  const oldPage = before === undefined ? undefined : pages.get(before.communeCode);
  const there = oldPage?.teams.get(after.code);
  const live = liveTeamOf(after, there?.open);
  return {
    joins: { page, live: there === undefined ? live : { ...live, duty: { ...there.duty, hours: after.serviceHours } } },
    ...(oldPage === undefined || there === undefined
      ? {}
      : { leaves: { communeCode: oldPage.communeCode, open: there.open, version: oldPage.version } }),
  };
};
