import type { CatalogueData } from '../catalogue-schema.ts';

/**
 * How long things may take and how far they reach. product.md gives: an offer stands 3 minutes for HERE_NOW and 4 service
 * hours for the rest; promises are counted in service hours. The other numbers are this product's own first policy, to be
 * corrected from what happens: HERE_NOW, a person waits beside the kiosk; one service day is 450 minutes.
 */
export const promises: CatalogueData['promises'] = {
  HERE_NOW: { acceptWithinMinutes: 3, contactWithinMinutes: 8, doneWithinMinutes: 60 },
  CALL_ME: { acceptWithinMinutes: 5, contactWithinMinutes: 10, doneWithinMinutes: 240 },
  VISIT: { acceptWithinMinutes: 240, contactWithinMinutes: 450, doneWithinMinutes: 1350 },
  // Done is counted from the appointed time.
  APPOINTMENT: { acceptWithinMinutes: 240, contactWithinMinutes: 450, doneWithinMinutes: 60 },
};

/** Money or an account is at stake: a visit within the same service day. */
export const urgentPromises: CatalogueData['promises'] = {
  ...promises,
  VISIT: { acceptWithinMinutes: 60, contactWithinMinutes: 120, doneWithinMinutes: 450 },
};

/**
 * HERE_NOW: 3 km, what a motorbike does in the eight minutes until contact. CALL_ME: a telephone reaches anywhere. VISIT: at
 * home only the commune's own teams come. APPOINTMENT: 10 km, a way that one can plan.
 */
export const reach: CatalogueData['reach'] = {
  HERE_NOW: { km: 3, sameCommune: false },
  CALL_ME: { km: null, sameCommune: false },
  VISIT: { km: null, sameCommune: true },
  APPOINTMENT: { km: 10, sameCommune: false },
};

/** product.md, "Routing": 3 minutes, and 4 service hours. */
export const offerMinutes: CatalogueData['offerMinutes'] = { HERE_NOW: 3, CALL_ME: 240, VISIT: 240, APPOINTMENT: 240 };

/**
 * How long the commune's support contact point has a request to itself before the province's gets it too: as long as ten
 * offers where somebody stands at a kiosk, otherwise as long as one. Counted like offers.
 */
export const provinceAfterMinutes: CatalogueData['provinceAfterMinutes'] = { HERE_NOW: 30, CALL_ME: 240, VISIT: 240, APPOINTMENT: 240 };

/** The usual hours of a commune's public service desk. */
export const serviceHours = 'Mo-Fr 07:30-11:30,13:30-17:00; Sa 07:30-11:30';
