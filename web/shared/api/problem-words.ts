import { sharedText } from '../text/text.ts';
import type { Failure } from './api.ts';

/** The service's own trouble (graphql/README.md): waiting helps, and nothing that somebody typed is wrong. */
const OF_THE_SERVICE: readonly string[] = ['INTERNAL', 'NOT_READY', 'UNAVAILABLE'];

/** A failure in plain words: what happened, and what to do. Codes that a screen knows better it words itself. */
export const problemWords = (why: Failure): { message: string; next: string } => {
  if (why.kind === 'Offline') return { message: sharedText('problem.offline'), next: sharedText('problem.offlineNext') };
  if (OF_THE_SERVICE.includes(why.code)) return { message: sharedText('problem.busy'), next: sharedText('problem.busyNext') };
  return { message: sharedText('problem.refused'), next: sharedText('problem.refusedNext') };
};
