import type { Audit } from '../../functions/audit/audit.ts';
import type { Trails } from '../../functions/audit/read-trail.ts';
import type { Bulk } from '../../functions/bulk/bulk.ts';
import type { Clock } from '../../functions/core/clock.ts';
import type { HelpRequests } from '../../functions/help-requests/help-requests.ts';
import type { Identity } from '../../functions/identity/identity.ts';
import type { Officials } from '../../functions/identity/officials.ts';
import type { WaysIn } from '../../functions/identity/ways-in.ts';
import type { KioskPairing, Kiosks } from '../../functions/kiosks/kiosks.ts';
import type { Permission } from '../../functions/permission/permission.ts';
import type { RateLimits } from '../../functions/rate-limits/rate-limits.ts';
import type { Router } from '../../functions/routing/route.ts';
import type { LivePage } from '../../functions/routing/live-page.ts';
import type { Organisation } from '../../functions/teams/organisation.ts';
import type { Teams } from '../../functions/teams/teams.ts';
import type { Catalogue, InLanguages } from '../../functions/topics/topic.ts';
import type { Units } from '../../functions/units/units.ts';

/** The domains with their parts in place, built once per process by handlers/wiring.ts: all that resolvers may call. */
export type Station = {
  readonly units: Units;
  readonly permission: Permission;
  readonly audit: Audit;
  readonly trails: Trails;
  readonly teams: Teams;
  readonly organisation: Organisation;
  readonly bulk: Bulk;
  readonly kiosks: Kiosks;
  readonly kioskPairing: KioskPairing;
  readonly catalogue: Catalogue;
  readonly router: Router;
  /** The live pages of these communes, by commune code; a commune without a page is missing. */
  readonly livePages: (communeCodes: readonly string[]) => Promise<ReadonlyMap<string, LivePage>>;
  readonly identity: Identity;
  readonly waysIn: WaysIn;
  readonly officials: Officials;
  readonly rateLimits: RateLimits;
  readonly helpRequests: HelpRequests;
  readonly contactSealing: ContactSealing;
  readonly clock: Clock;
};

/** What a device needs before it may seal a contact. */
export type ContactSealing = {
  /** JWK, JSON. */
  readonly publicKey: string;
  readonly consent: { readonly version: string; readonly text: InLanguages };
};
