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
  escalated: {
    title: 'No team has it yet',
    communeTold: 'The commune has been told',
    provinceTold: 'The province has been told too',
    noRepeat: 'No need to ask again.',
    by: {
      HERE_NOW: 'Somebody is to come by',
      CALL_ME: 'Somebody is to call by',
      VISIT: 'Somebody is to call by',
      APPOINTMENT: 'You are to meet here at',
    },
  },
  demonstration: 'Demonstration data',
};
