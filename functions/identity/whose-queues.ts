import type { Clock } from '../core/clock.ts';
import type { MainTable } from '../storage/client.ts';
import { createSessionStore } from './session-store.dynamo.ts';
import { sessionOfKey } from './session.ts';

type Image = Readonly<Record<string, unknown>>;

const teamsOf = ({ memberships }: Image): string =>
  Array.isArray(memberships) ? memberships.map((each: unknown) => String((each as Image)['teamCode'])).sort().join(' ') : '';

const teamOfHolder = ({ holder }: Image): unknown => (holder as Image | undefined)?.['teamCode'];

/**
 * The sessions whose queues are others since a row of the table changed: of a member who came to a team or left one, and of a
 * shared phone that is another team's. What they have open still listens to the queues of before.
 */
export const createWhoseQueues = (main: MainTable, clock: Clock) => {
  const store = createSessionStore(main);
  return async (before: Image, after: Image): Promise<readonly string[]> => {
    const [pk, sk] = [String(after['pk']), String(after['sk'])];
    const shared = sessionOfKey(pk, sk);
    if (shared !== undefined) return teamOfHolder(before) === teamOfHolder(after) ? [] : [shared];
    if (sk !== 'member' || !pk.startsWith('member#') || teamsOf(before) === teamsOf(after)) return [];
    return (await store.sessionsOf(`member:${pk.slice('member#'.length)}`, clock())).map(({ id }) => id);
  };
};
