import type { Tracked } from './tracked.ts';

/** What the resident sees. One value per screen; App.vue has one branch for each. */
export type Scene = 'finding' | 'escalated' | 'coming' | 'together' | 'ask' | 'thanks' | 'closed' | 'cancelled' | 'forwarded';

type Known = Pick<Tracked, 'state' | 'escalatedAt' | 'offer' | 'rating' | 'reopenableUntil'>;

/** `said`: the resident has just pressed "Xong rồi" on this page. */
export const sceneOf = ({ state, escalatedAt, offer, rating, reopenableUntil }: Known, said: boolean, now: Date): Scene => {
  switch (state) {
    case 'WAITING':
      return !offer && escalatedAt ? 'escalated' : 'finding';
    case 'ACCEPTED':
      return 'coming';
    case 'IN_PROGRESS':
      return 'together';
    case 'RESOLVED': {
      const mayAsk = reopenableUntil !== null && reopenableUntil !== undefined && now.getTime() <= Date.parse(reopenableUntil);
      if (said || (rating !== null && rating !== undefined)) return 'thanks';
      return mayAsk ? 'ask' : 'closed';
    }
    case 'CLOSED':
      return 'closed';
    case 'CANCELLED':
      return 'cancelled';
    case 'FORWARDED':
      return 'forwarded';
  }
};

/** The lamp's arcs and the stools (design: lit → 1, 2, 3 arcs; dashed stool = still finding, second stool = accepted). */
export const drawingOf = (scene: Scene): { readonly arcs: 0 | 1 | 2 | 3; readonly stools: 0 | 1 | 2 } => {
  switch (scene) {
    case 'finding':
      return { arcs: 1, stools: 1 };
    case 'escalated':
      return { arcs: 2, stools: 1 };
    case 'coming':
    case 'together':
    case 'ask':
    case 'thanks':
      return { arcs: 3, stools: 2 };
    case 'closed':
    case 'forwarded':
      return { arcs: 1, stools: 2 };
    case 'cancelled':
      return { arcs: 0, stools: 0 };
  }
};
