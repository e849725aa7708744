import { sharedText } from '../shared/text/text.ts';
import type { Tracked } from './tracked.ts';

type Known = Pick<Tracked, 'escalatedAt' | 'provinceToldAt'>;

/** The offices that have it before them, one line each, in the order in which they were told. */
export const officesTold = ({ escalatedAt, provinceToldAt }: Known): readonly string[] => [
  ...(escalatedAt ? [sharedText('escalated.communeTold')] : []),
  ...(provinceToldAt ? [sharedText('escalated.provinceTold')] : []),
];

/** No team can take it: the highest office that was told. */
export const toldLast = ({ provinceToldAt }: Pick<Known, 'provinceToldAt'>): string =>
  provinceToldAt ? sharedText('escalated.provinceTold') : sharedText('escalated.communeTold');
