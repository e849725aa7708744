import { createHash } from 'node:crypto';
import parsePhoneNumber from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { isInVietnam, roundPosition } from '../../functions/core/position.ts';
import { parseServiceHours } from '../../functions/core/service-hours.ts';
import { visibleLength } from '../../functions/core/text.ts';
import { rowOfKiosk } from '../../functions/kiosks/kiosk-row.ts';
import { geodesicMetres } from '../../functions/routing/geodesic.ts';
import { generateDemonstration, invitationCandidates } from '../../functions/teams/demonstration/demonstration.ts';
import type { Demonstration } from '../../functions/teams/demonstration/demonstration.ts';
import { rowOfTeam, rowsOfMember } from '../../functions/teams/team-rows.ts';
import { catalogue } from '../../functions/topics/catalogue.ts';
import { UNITS_IN_FORCE } from '../../functions/units/admin-unit.ts';
import { readAddressDatabase } from '../../functions/units/address-database.ts';
import { checkUnits } from '../../functions/units/check-units.ts';

const checked = checkUnits(readAddressDatabase(), UNITS_IN_FORCE);
if (!checked.ok) throw new Error('The list of units was refused.');
const checkedUnits = checked.value;
const skills = catalogue.skills.map(({ code }) => code);

const generate = (teams: number, seed?: number): Demonstration =>
  generateDemonstration({ checkedUnits, teams, skills, now: '2026-11-23T08:00:00.000Z', ...(seed === undefined ? {} : { seed }) });

const province = generate(2000);
const country = generate(74_422);
const communeNames = new Map(checkedUnits.units.map(({ code, name }) => [code, name]));

describe('the demonstration of one province', () => {
  it('has exactly the 2,000 teams asked for, in Lào Cai, with a code of their commune each', () => {
    expect(province.teams).toHaveLength(2000);
    expect(new Set(province.teams.map(({ code }) => code)).size).toBe(2000);
    const parents = new Map(checkedUnits.units.map(({ code, parentCode }) => [code, parentCode]));
    for (const { code, communeCode } of province.teams) {
      expect(code).toBe(`${communeCode}-${code.slice(-3)}`);
      expect(parents.get(communeCode)).toBe('15');
    }
  });

  it('is the same today and tomorrow, for everybody: this hash changes only together with DEMONSTRATION_VERSION', () => {
    const hash = createHash('sha256').update(JSON.stringify(province)).digest('hex');
    expect(hash).toBe(createHash('sha256').update(JSON.stringify(generate(2000))).digest('hex'));
    expect(hash).toMatchInlineSnapshot(`"c27493776dd958fe777ee28b6ea42d523c7706077297e014cd154e49e990c5eb"`);
  });

  it('is another one with another seed', () => {
    expect(generate(2000, 7).teams).not.toEqual(province.teams);
  });

  it('marks every team, member and kiosk as demonstration', () => {
    expect([...province.teams, ...province.members, ...province.kiosks].filter(({ demonstration }) => !demonstration)).toEqual([]);
  });

  it('has only rows that the stores take', () => {
    for (const team of province.teams) rowOfTeam(team);
    for (const member of province.members) rowsOfMember(member);
    for (const kiosk of province.kiosks) rowOfKiosk(kiosk);
  });

  it('gives each team four to six members, one of them its lead', () => {
    const byTeam = Map.groupBy(province.members, ({ memberships }) => memberships[0]?.teamCode);
    for (const { code } of province.teams) {
      const members = byTeam.get(code) ?? [];
      expect(members.length).toBeGreaterThanOrEqual(4);
      expect(members.length).toBeLessThanOrEqual(6);
      expect(members.filter(({ memberships }) => memberships[0]?.role === 'LEAD')).toHaveLength(1);
    }
  });

  it('keeps about four teams in ten on duty at any hour', () => {
    const always = province.teams.filter(({ serviceHours }) => serviceHours === '24/7').length;
    expect(always / 2000).toBeGreaterThan(0.36);
    expect(always / 2000).toBeLessThan(0.44);
    for (const { serviceHours } of province.teams) expect(parseServiceHours(serviceHours).ok).toBe(true);
  });

  it('has names of 60 characters and more, in NFC, no two alike in one commune', () => {
    expect(province.teams.filter(({ name }) => visibleLength(name) >= 60).length).toBeGreaterThan(20);
    expect(new Set(province.teams.map(({ communeCode, name }) => `${communeCode} ${name}`)).size).toBe(2000);
    expect([...province.teams.map(({ name }) => name), ...province.members.map(({ displayName }) => displayName)].filter((name) => name !== name.normalize('NFC'))).toEqual([]);
  });

  it('adds teams when more are asked for, and changes none at the kiosks', () => {
    const few = generate(20);
    expect(few.teams).toHaveLength(20);
    const byCode = new Map(province.teams.map((team) => [team.code, team]));
    for (const team of few.teams) expect(byCode.get(team.code)).toEqual(team);
  });

  it('works with a single team, and refuses none', () => {
    const [only, ...others] = generate(1).teams;
    expect(others).toEqual([]);
    expect(only?.code).toBe('03006-001');
    expect(() => generate(0)).toThrow(RangeError);
  });
});

describe('a kiosk of the demonstration', () => {
  const kioskCalled = (code: string) => {
    const kiosk = province.kiosks.find((one) => one.code === code);
    if (kiosk === undefined) throw new Error(`There is no kiosk ${code}.`);
    return kiosk;
  };

  it('has a letter of its own', () => {
    expect(new Set(province.kiosks.map(({ letter }) => letter)).size).toBe(province.kiosks.length);
    expect(kioskCalled('demo-community-centre').letter).toBe('A');
  });

  it('has several teams within 3 km, two of them on duty at any hour, for every skill, in Vietnamese and English', () => {
    for (const { position } of province.kiosks) {
      const near = province.teams.filter((team) => geodesicMetres(position, team.position) <= 3000 && team.status === 'ACTIVE');
      expect(near.length).toBeGreaterThanOrEqual(4);
      const always = near.filter(
        (team) => team.serviceHours === '24/7' && team.skills.length === 5 && team.languages.includes('en') && team.reachKm >= 3,
      );
      expect(always.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('at the walking street has a team on shift on Saturday nights, the nearest one', () => {
    const { shifts, position } = kioskCalled('demo-walking-street');
    expect(shifts[0]).toEqual({ teamCode: '03006-001', from: '2026-11-28T11:00:00.000Z', until: '2026-11-28T15:00:00.000Z' });
    expect(shifts[1]?.from).toBe('2026-12-05T11:00:00.000Z');
    const distances = province.teams.map((team) => geodesicMetres(position, team.position));
    const shiftTeam = province.teams.find(({ code }) => code === '03006-001');
    expect(shiftTeam && geodesicMetres(position, shiftTeam.position)).toBe(Math.min(...distances));
  });

  it('names a contact number that can belong to nobody', () => {
    for (const { contactPoint } of province.kiosks) {
      expect(contactPoint.phone).toMatch(/^\+842170000\d{3}$/);
      expect(parsePhoneNumber(contactPoint.phone)?.isValid()).toBe(false);
    }
  });

  it('offers invitations for two members each of its two nearest teams that are always on duty', () => {
    const candidates = invitationCandidates(province);
    expect(candidates).toHaveLength(4 * province.kiosks.length);
    const byKiosk = Map.groupBy(candidates, ({ kioskCode }) => kioskCode);
    for (const atKiosk of byKiosk.values()) expect(new Set(atKiosk.map(({ teamCode }) => teamCode)).size).toBe(2);
    const members = new Map(province.members.map((member) => [member.id, member]));
    for (const { memberId, memberName, teamCode } of candidates) {
      expect(members.get(memberId)).toMatchObject({ displayName: memberName, memberships: [{ teamCode }] });
    }
  });
});

describe('the demonstration of the whole country', () => {
  it('has 74,422 teams, at least one in each of the 3,321 communes and several in most', () => {
    expect(country.teams).toHaveLength(74_422);
    const counts = Map.groupBy(country.teams, ({ communeCode }) => communeCode);
    expect(counts.size).toBe(3321);
    expect(Math.min(...[...counts.values()].map(({ length }) => length))).toBeGreaterThan(5);
    expect(new Set(country.teams.map(({ code }) => code)).size).toBe(74_422);
  });

  it('lies within Vietnam, to five decimals', () => {
    const wrong = country.teams.filter(({ position }) => {
      const rounded = roundPosition(position);
      return !isInVietnam(position) || rounded.lat !== position.lat || rounded.lon !== position.lon;
    });
    expect(wrong).toEqual([]);
  });

  it('has Hoàng Sa and Trường Sa at their true places', () => {
    const placesOf = (name: string) => country.teams.filter(({ communeCode }) => communeNames.get(communeCode) === name).map(({ position }) => position);
    for (const position of placesOf('Đặc khu Hoàng Sa')) expect(geodesicMetres(position, { lat: 16.5334, lon: 111.6077 })).toBeLessThan(1000);
    for (const position of placesOf('Đặc khu Trường Sa')) expect(geodesicMetres(position, { lat: 8.6447, lon: 111.9199 })).toBeLessThan(1000);
    expect(placesOf('Đặc khu Trường Sa').length).toBeGreaterThan(0);
  });

  it('stands closer together in wards than in communes, as people live', () => {
    const byCommune = [...Map.groupBy(country.teams, ({ communeCode }) => communeCode)];
    const medianSpread = (kind: string): number => {
      const spreads = byCommune
        .filter(([code]) => communeNames.get(code)?.startsWith(kind))
        .map(([, teams]) => Math.max(...teams.map(({ position }) => geodesicMetres(position, teams[0]?.position ?? position))))
        .sort((a, b) => a - b);
      return spreads[Math.floor(spreads.length / 2)] ?? 0;
    };
    expect(medianSpread('Phường') * 1.5).toBeLessThan(medianSpread('Xã'));
  });

  it('has members in the province of the kiosks only', () => {
    expect(country.members.length).toBeGreaterThan(8000);
    expect(country.members.length).toBeLessThan(15_000);
    expect(invitationCandidates(country).map(({ teamCode }) => teamCode)).toEqual(invitationCandidates(province).map(({ teamCode }) => teamCode));
  });

  it('speaks the languages of its regions', () => {
    const spoken = new Set(country.teams.flatMap(({ languages }) => languages));
    for (const language of ['vi', 'en', 'tyz', 'hmn', 'km', 'jra', 'rad']) expect(spoken).toContain(language);
    expect(country.teams.filter(({ languages }) => !languages.includes('vi'))).toEqual([]);
  });
});
