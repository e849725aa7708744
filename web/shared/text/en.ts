import type { SameKeys } from './messages.ts';
import type { vi } from './vi.ts';

export const en: SameKeys<typeof vi> = {
  brand: 'Trạm Số',
  language: 'Language',
  retry: 'Try again',
  close: 'Close',
  back: 'Back',
  working: 'Sending…',
  loading: 'Opening…',
  neverAsk: {
    title: 'We never ask for:',
    otp: 'OTP codes',
    password: 'Passwords',
    papers: 'ID photos',
  },
  step: { done: 'done', now: 'now', next: 'next' },
  problem: {
    offline: 'No network.',
    offlineNext: 'Wait for the network, then try again.',
    busy: 'The server is busy.',
    busyNext: 'Wait a minute, then try again.',
    refused: 'This could not be done.',
    refusedNext: 'Reload the page, then try once more.',
  },
  demonstration: 'Demonstration data',
};
