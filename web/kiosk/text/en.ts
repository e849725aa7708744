import type { SameKeys } from '../../shared/text/messages.ts';
import type { vi } from './vi.ts';

export const en: SameKeys<typeof vi> = {
  attract: {
    title: 'Stuck on something on your phone?',
    subtitle: 'A neighbour will help. Free.',
    start: 'Touch to begin',
  },
};
