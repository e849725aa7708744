import type { Instant } from '../core/clock.ts';
import { days, plusMilliseconds } from '../core/clock.ts';

/** Contacts are erased 30 days after closing (product.md, "Privacy"). */
export const KEPT_AFTER_CLOSING = days(30);

/** A contact whose request never came (a crash between the two writes) runs out by itself after a day. */
export const KEPT_WITHOUT_REQUEST = days(1);

/** The longest that a contact is kept at all: a request that never ends must not keep it for ever. */
export const LONGEST_KEPT = days(180);

/**
 * When the contact of a request is to be gone. `endsAt` is when the request ended, or when it can no longer be reopened;
 * undefined while it goes on.
 */
export const keptUntil = (request: { readonly requestedAt: Instant; readonly endsAt?: Instant | undefined }): Instant =>
  request.endsAt === undefined
    ? plusMilliseconds(request.requestedAt, LONGEST_KEPT)
    : plusMilliseconds(request.endsAt, KEPT_AFTER_CLOSING);
