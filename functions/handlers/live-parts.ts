import { systemClock } from '../core/clock.ts';
import type { Identity } from '../identity/identity.ts';
import { createSessions } from '../identity/sessions.ts';
import { parseSigningKeys } from '../identity/signing-keys.ts';
import { createLive, type Live } from '../live/live.ts';
import { connect } from '../storage/client.ts';
import { createTeams, type Teams } from '../teams/teams.ts';
import { readSettings } from './settings.ts';

/** What a phone's connection needs. */
export type LiveParts = {
  readonly identity: Pick<Identity, 'principalOf'>;
  readonly teams: Pick<Teams, 'member' | 'teams'>;
  readonly live: Pick<Live, 'connect' | 'disconnect'>;
  /** Only pages of this origin may listen. */
  readonly origin: string;
};

const build = async (): Promise<LiveParts> => {
  const settings = readSettings(['MAIN_TABLE', 'DYNAMODB_ENDPOINT', 'SIGNING_KEYS', 'STATION_ORIGIN']);
  const main = { client: connect({ endpoint: settings.DYNAMODB_ENDPOINT }), name: settings.MAIN_TABLE };
  const secure = settings.STATION_ORIGIN.startsWith('https:');
  const { whoAsks } = createSessions(main, await parseSigningKeys(settings.SIGNING_KEYS), systemClock, { secure });
  return {
    identity: { principalOf: async (credentials) => (await whoAsks(credentials)).principal },
    teams: createTeams(main),
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
