import type { Station } from '../../graphql/base/station.ts';
import { auditWrite, createAudit, keepLine } from '../audit/audit.ts';
import { createBulk } from '../bulk/bulk.ts';
import { createTrails } from '../audit/read-trail.ts';
import { contactSealingWith, createContacts } from '../contacts/contacts.ts';
import { millisecondsOf, systemClock, type Clock } from '../core/clock.ts';
import { publicHolidays } from '../core/public-holidays.ts';
import { createHandOver } from '../help-requests/hand-over.ts';
import { createHelpRequests } from '../help-requests/help-requests.ts';
import { createIdentity } from '../identity/identity.ts';
import { createIssuer } from '../identity/issuer.ts';
import { createOfficials } from '../identity/officials.ts';
import { createSessions } from '../identity/sessions.ts';
import { createWaysIn } from '../identity/ways-in.ts';
import { parseSigningKeys } from '../identity/signing-keys.ts';
import { createKioskPairing, createKiosks } from '../kiosks/kiosks.ts';
import { createPermission } from '../permission/permission.ts';
import { placeMoveWrites, readLivePages } from '../routing/live-page-store.dynamo.ts';
import { addressKeyFrom, askingAddress, doorProofFrom } from '../rate-limits/address.ts';
import { createRateLimits } from '../rate-limits/rate-limits.ts';
import { createRouter } from '../routing/route.ts';
import { connect, type ContactsTable, type MainTable } from '../storage/client.ts';
import { knowsLanguage } from '../teams/languages.ts';
import { createOrganisation } from '../teams/organisation.ts';
import { createTeams } from '../teams/teams.ts';
import { catalogue, topicByCode } from '../topics/catalogue.ts';
import { createUnits } from '../units/units.ts';
import { createHealth } from './health.ts';
import { recordUnreadable, traceClient } from './observability.ts';
import { apiSettings, type ApiSettings } from './settings.ts';

/** The station, and whether its table answers. */
export type Wired = { readonly station: Station; readonly isReady: () => Promise<boolean>; readonly addressOf: AddressOf };

/** The network address that a call comes from; see rate-limits/address.ts. */
type AddressOf = (headers: Readonly<Record<string, string | undefined>>, gatewaySaw: string) => string;

/** Builds every domain with its parts: the one place that knows them all. */
export const wire = async (settings: ApiSettings, clock: Clock = systemClock): Promise<Wired> => {
  const { main, contacts: contactsTable } = await tablesOf(settings);
  const teams = createTeams(main);
  const kiosks = createKiosks(main);
  const units = createUnits(main, () => millisecondsOf(clock()));
  const permission = createPermission({ teams, kiosks, units });
  const router = createRouter(main, publicHolidays);
  const secure = settings.STATION_ORIGIN.startsWith('https:');
  const signingKeys = await parseSigningKeys(settings.SIGNING_KEYS);
  const sessions = createSessions(main, signingKeys, clock, { secure });
  const rateLimits = createRateLimits(main, addressKeyFrom(settings.SIGNING_KEYS), clock);
  const identity = createIdentity(main, signingKeys, clock, { secure, takeTry: rateLimits.takeTry });
  const officials = createOfficials(main, { ...officialSettings(settings), sessions, units, rateLimits, clock });
  const kioskPairing = createKioskPairing(main, { sessions, permission, rateLimits, origin: settings.STATION_ORIGIN, clock });
  const contacts = createContacts(contactsTable, settings.CONTACT_PUBLIC_KEY, clock);
  const helpRequests = createHelpRequests(main, {
    router,
    placeWrites: (move) => placeMoveWrites(main, move),
    kiosks,
    teams,
    catalogue,
    topicByCode,
    knowsLanguage,
    contacts,
    signContactGrant: identity.signContactGrant,
    permission,
    placeOf: permission.placeOf,
    units,
    takeTry: rateLimits.takeTry,
    holidays: publicHolidays,
    clock,
    unreadable: recordUnreadable,
  });
  const audit = createAudit(main);
  const station: Station = {
    units,
    permission,
    audit,
    trails: createTrails({ audit, permission, units }),
    teams,
    organisation: createOrganisation({
      main,
      permission,
      versionOn: units.versionOn,
      contacts,
      skills: new Set(catalogue.skills.map(({ code }) => code)),
      knowsLanguage,
      handOver: createHandOver(main, { placeWrites: (move) => placeMoveWrites(main, move), clock }),
      clock,
    }),
    bulk: createBulk({
      teams,
      units,
      permission,
      contacts,
      skills: catalogue.skills.map(({ code }) => code),
      auditWrite: (entry) => auditWrite(main, entry),
      keepLine: (entry) => keepLine(main, entry),
      clock,
    }),
    kiosks,
    kioskPairing,
    catalogue,
    router,
    livePages: (communeCodes) => readLivePages(main, communeCodes),
    identity,
    waysIn: createWaysIn(main, { sessions, teams, permission, takeTry: rateLimits.takeTry, clock, origin: settings.STATION_ORIGIN }),
    officials,
    rateLimits,
    helpRequests,
    contactSealing: contactSealingWith(settings.CONTACT_PUBLIC_KEY),
    clock,
  };
  const proof = doorProofFrom(settings.SIGNING_KEYS);
  return { station, isReady: createHealth(main, clock), addressOf: (headers, gatewaySaw) => askingAddress(headers, gatewaySaw, proof) };
};

/** An issuer that is not named is none: then nobody signs in as an official. */
const officialSettings = (settings: ApiSettings) => ({
  claimNames: { role: settings.OIDC_ROLE_CLAIM, unit: settings.OIDC_UNIT_CLAIM },
  issuer:
    settings.OIDC_ISSUER === undefined || settings.OIDC_ISSUER === ''
      ? undefined
      : createIssuer({
          issuer: settings.OIDC_ISSUER,
          clientId: settings.OIDC_CLIENT_ID,
          clientSecret: settings.OIDC_CLIENT_SECRET === '' ? undefined : settings.OIDC_CLIENT_SECRET,
          redirectUri: `${settings.STATION_ORIGIN}/sign-in/callback`,
          signedOutUri: `${settings.STATION_ORIGIN}/console/`,
          roleClaim: settings.OIDC_ROLE_CLAIM,
        }),
});

const tablesOf = async (settings: ApiSettings): Promise<{ main: MainTable; contacts: ContactsTable }> => {
  const endpoint = settings.DYNAMODB_ENDPOINT;
  const timeoutMilliseconds = settings.DYNAMODB_TIMEOUT_MILLISECONDS;
  const contactsEndpoint = settings.CONTACTS_DYNAMODB_ENDPOINT ?? endpoint;
  const client = await traceClient(connect({ endpoint, timeoutMilliseconds }));
  const contactsClient = contactsEndpoint === endpoint ? client : await traceClient(connect({ endpoint: contactsEndpoint, timeoutMilliseconds }));
  return {
    main: { client, name: settings.MAIN_TABLE },
    contacts: { client: contactsClient, name: settings.CONTACTS_TABLE },
  };
};

let wired: Promise<Wired> | undefined;

/** The station of this process, built at the first call from the environment. */
export const station = (): Promise<Wired> => {
  wired ??= wire(apiSettings());
  return wired;
};
