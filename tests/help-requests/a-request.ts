import type { HelpRequest, Offer } from '../../functions/help-requests/help-request.ts';

export const AT_A_QUARTER_TO_EIGHT = '2026-11-21T12:44:00.000Z';

export const anOffer = (teamCode: string): Offer => ({
  teamCode,
  communeCode: '00004',
  distanceMetres: 350,
  offeredAt: AT_A_QUARTER_TO_EIGHT,
  expiresAt: '2026-11-21T12:47:00.000Z',
});

/** A request from a walking street, waiting, put before team 7. Nobody in it exists. */
export const aRequest = (changes: Partial<HelpRequest> = {}): HelpRequest => ({
  id: '6f6d2f2e-6f0c-4b7e-9a53-0d6c0f7a0427',
  revision: 1,
  state: 'WAITING',
  ticket: { number: 'B-0427', day: '2026-11-21' },
  topicCode: 'public-services',
  skillCode: 'public-services',
  mode: 'HERE_NOW',
  language: 'vi',
  kioskCode: 'demo-walking-street',
  unitVersion: '2025-07-01',
  communeCode: '00004',
  position: { lat: 21.03, lon: 105.85 },
  onBehalf: false,
  requestedAt: AT_A_QUARTER_TO_EIGHT,
  trackingHash: 'hash',
  contentHash: 'content',
  hasContact: false,
  offer: anOffer('00004-007'),
  declinedBy: [],
  promise: {
    acceptBy: '2026-11-21T12:47:00.000Z',
    contactBy: '2026-11-21T12:52:00.000Z',
    doneBy: '2026-11-21T13:44:00.000Z',
  },
  demonstration: true,
  ...changes,
});

export const anAcceptance = {
  teamCode: '00004-007',
  communeCode: '00004',
  distanceMetres: 350,
  memberId: 'member-tuan',
  memberName: 'Tuấn',
  at: '2026-11-21T12:45:00.000Z',
} as const;
