import type { Instant } from '../core/clock.ts';

/** A phone that a team shares. */
export type TeamPhone = {
  /** UUID. */
  readonly phoneId: string;
  readonly teamCode: string;
  readonly setUpAt: Instant;
  /** When a device last came in as this phone; absent while none has. */
  readonly joinedAt?: Instant | undefined;
};
