import DataLoader from 'dataloader';
import type { LivePage } from '../../functions/routing/live-page.ts';
import type { Kiosk } from '../../functions/kiosks/kiosk.ts';
import type { Kept, Member, Team } from '../../functions/teams/team.ts';
import type { AdminUnit } from '../../functions/units/admin-unit.ts';
import type { Station } from './station.ts';

/** A unit is known by its version and its code together. */
export type UnitKey = { readonly version: string; readonly code: string };

export const unitKeyText = ({ version, code }: UnitKey): string => `${version}:${code}`;

const unitsOf = async (station: Station, keys: readonly UnitKey[]): Promise<(AdminUnit | undefined)[]> => {
  const found = new Map<string, AdminUnit | undefined>();
  for (const [version, ofVersion] of Map.groupBy(keys, (key) => key.version)) {
    const codes = ofVersion.map(({ code }) => code);
    const units = await station.units.units(version, codes);
    codes.forEach((code, at) => found.set(unitKeyText({ version, code }), units[at]));
  }
  return keys.map((key) => found.get(unitKeyText(key)));
};

/** Reads of one request: each thing once, and what is asked for together is read together. */
export const createLoaders = (station: Station) => ({
  teams: new DataLoader<string, Kept<Team> | undefined>(async (codes) => {
    const found = new Map((await station.teams.teams(codes)).map((team) => [team.code, team]));
    return codes.map((code) => found.get(code));
  }),
  units: new DataLoader<UnitKey, AdminUnit | undefined, string>((keys) => unitsOf(station, keys), {
    cacheKeyFn: unitKeyText,
  }),
  kiosks: new DataLoader<string, Kiosk | undefined>((codes) => Promise.all(codes.map((code) => station.kiosks.kiosk(code)))),
  members: new DataLoader<string, Kept<Member> | undefined>((ids) => Promise.all(ids.map((id) => station.teams.member(id)))),
  livePages: new DataLoader<string, LivePage | undefined>(async (communeCodes) => {
    const pages = await station.livePages(communeCodes);
    return communeCodes.map((code) => pages.get(code));
  }),
});

export type Loaders = ReturnType<typeof createLoaders>;
