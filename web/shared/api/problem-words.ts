import { sharedText } from '../text/text.ts';
import type { Failure } from './api.ts';

/** A failure in plain words: what happened, and what to do. Codes that a screen knows better it words itself. */
export const problemWords = (why: Failure): { message: string; next: string } => {
  if (why.kind === 'Offline') return { message: sharedText('problem.offline'), next: sharedText('problem.offlineNext') };
  if (why.code === 'UNAVAILABLE' || why.code === 'INTERNAL_SERVER_ERROR')
    return { message: sharedText('problem.busy'), next: sharedText('problem.busyNext') };
  return { message: sharedText('problem.refused'), next: sharedText('problem.refusedNext') };
};
