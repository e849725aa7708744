import type { SameKeys } from '../../shared/text/messages.ts';
import type { vi } from './vi.ts';

export const en: SameKeys<typeof vi> = {
  opening: { title: 'My request', scan: 'Scan the code on the slip to see it.' },
};
