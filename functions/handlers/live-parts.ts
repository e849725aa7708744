import { systemClock } from '../core/clock.ts';
import type { Identity } from '../identity/identity.ts';
import { createSessions } from '../identity/sessions.ts';
import { parseSigningKeys } from '../identity/signing-keys.ts';
import { createKiosks } from '../kiosks/kiosks.ts';
import { createLive, type Live } from '../live/live.ts';
import { createPermission, type Permission } from '../permission/permission.ts';
import { connect } from '../storage/client.ts';
import { createTeams, type Teams } from '../teams/teams.ts';
import { createUnits } from '../units/units.ts';
import { readSettings } from './settings.ts';

/** What a phone's connection needs. */
export type LiveParts = {
  readonly identity: Pick<Identity, 'principalOf'>;
  readonly permission: Pick<Permission, 'actorOf'>;
  readonly teams: Pick<Teams, 'teams'>;
  readonly live: Pick<Live, 'connect' | 'disconnect'>;
  /** Only pages of this origin may listen. */
  readonly origin: string;
};

const build = async (): Promise<LiveParts> => {
  const settings = readSettings(['MAIN_TABLE', 'DYNAMODB_ENDPOINT', 'SIGNING_KEYS', 'STATION_ORIGIN']);
  const main = { client: connect({ endpoint: settings.DYNAMODB_ENDPOINT }), name: settings.MAIN_TABLE };
  const secure = settings.STATION_ORIGIN.startsWith('https:');
  const { whoAsks } = createSessions(main, await parseSigningKeys(settings.SIGNING_KEYS), systemClock, { secure });
  const teams = createTeams(main);
  return {
    identity: { principalOf: async (credentials) => (await whoAsks(credentials)).principal },
    permission: createPermission({ teams, kiosks: createKiosks(main), units: createUnits(main) }),
    teams,
    live: createLive(main, systemClock),
    origin: settings.STATION_ORIGIN,
  };
};

let parts: Promise<LiveParts> | undefined;

/** The parts of this process, built at the first event from the environment. */
export const liveParts = (): Promise<LiveParts> => {
  parts ??= build();
  return parts;
};
