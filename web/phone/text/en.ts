import type { SameKeys } from '../../shared/text/messages.ts';
import type { vi } from './vi.ts';

export const en: SameKeys<typeof vi> = {
  queue: { title: 'Requests waiting', waiting: 'Open your invitation to join the team.' },
};
