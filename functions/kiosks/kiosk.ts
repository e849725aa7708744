import type { Position } from '../core/position.ts';
import type { Instant } from '../core/clock.ts';

/** An enrolled device at a community centre or a booth (trạm). */
export type Kiosk = {
  /** Stable and unique in the country, `[a-z0-9-]{3,40}`: it is in the kiosk's address. */
  readonly code: string;
  readonly name: string;
  readonly unitVersion: string;
  readonly communeCode: string;
  readonly position: Position;
  /** One capital letter in front of its ticket numbers, unlike its neighbours'. */
  readonly letter: string;
  /** Hours in which it is open, see core/service-hours.ts. */
  readonly openingHours: string;
  /** The support contact point of the commune: a public office number (E.164), never a volunteer's own. */
  readonly contactPoint: { readonly name: string; readonly phone: string };
  /** At a booth: teams with members on shift, who are at distance 0. */
  readonly shifts: readonly { readonly teamCode: string; readonly from: Instant; readonly until: Instant }[];
  readonly demonstration: boolean;
  /** Grows by one with each change; absent: 1. */
  readonly revision?: number | undefined;
  /** The device that stands there, by its key; absent: none is paired. */
  readonly device?: { readonly keyId: string; readonly pairedAt: Instant } | undefined;
};

export const revisionOf = ({ revision = 1 }: Kiosk): number => revision;
