import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicHolidays } from '../../functions/core/public-holidays.ts';
import { roundPosition } from '../../functions/core/position.ts';
import { decide } from '../../functions/routing/decide.ts';
import type { Candidate } from '../../functions/routing/nearest.ts';
import type { Question } from '../../functions/routing/eligibility.ts';
import type { LiveTeam } from '../../functions/routing/live-page.ts';
import type { Period } from '../../functions/core/period.ts';
import type { RoutableTeam } from '../../functions/routing/routable-team.ts';
import { viewOf } from '../../functions/routing/routing-view.ts';
import type { RoutingView, TeamChange } from '../../functions/routing/routing-view.ts';
import { teamSetFrom } from '../../functions/routing/team-set.ts';
import { clusteredTeams, seededRandom } from '../support/clustered-teams.ts';
import { allAtHand, aTeam, ask, bruteForce, full, MONDAY_MORNING, offDuty, onDuty, pagesOf, sameCandidates, SUNDAYS_ONLY } from '../support/routing-country.ts';
import type { LivePages } from '../support/routing-country.ts';

const viewFrom = (teams: readonly RoutableTeam[], changes: Record<string, TeamChange> = {}): RoutingView =>
  viewOf({ id: 'test', at: MONDAY_MORNING, teams: teamSetFrom(teams) }, changes);

const decided = (view: RoutingView, question: Question, pages: LivePages): readonly Candidate[] => {
  const outcome = decide(view, question, allAtHand(pages, view), publicHolidays, { teams: 1, pages: 1 });
  if (outcome.type !== 'DECIDED') throw new Error(`Pages are missing: ${outcome.communeCodes.join()}`);
  return outcome.candidates;
};
const idsOf = (candidates: readonly Candidate[]): string[] => candidates.map(({ teamId }) => teamId);

const SQUARE = { lat: 21.02851, lon: 105.85421 };
const near = (steps: number): { lat: number; lon: number } => roundPosition({ lat: SQUARE.lat + steps * 1e-3, lon: SQUARE.lon });

const expectSame = (given: readonly Candidate[], expected: readonly Candidate[]): void => {
  if (!sameCandidates(given, expected)) expect(given).toEqual(expected);
};

/** Around the instant of the questions (`ask`): over, to come, and three that it lies within or at the edge of. */
const leaves: readonly Period[] = [
  ['2026-11-20T00:00:00.000Z', '2026-11-22T00:00:00.000Z'],
  ['2026-11-30T00:00:00.000Z', '2026-12-02T00:00:00.000Z'],
  ['2026-11-22T00:00:00.000Z', '2026-11-30T00:00:00.000Z'],
  [MONDAY_MORNING, '2026-11-30T00:00:00.000Z'],
  ['2026-11-22T00:00:00.000Z', MONDAY_MORNING],
].map(([from = '', until = '']) => ({ from, until }));

describe('the nearest teams equal a brute-force search, ids and ties', () => {
  const { teams } = clusteredTeams(3000, 11);
  const random = seededRandom(12);
  const centres = Array.from({ length: 6 }, () => (teams[Math.floor(random() * teams.length)] as RoutableTeam).position);
  const scenarios: Record<string, (team: RoutableTeam) => LiveTeam> = {
    'all are on duty': () => onDuty,
    'two in five are on duty': () => (random() < 0.4 ? onDuty : offDuty),
    'two in five are on duty, whole regions at rest': ({ position }) =>
      centres.some(({ lat, lon }) => Math.hypot(lat - position.lat, lon - position.lon) < 0.9) ? onDuty : offDuty,
    'half are on leave or will be': () => ({ ...onDuty, duty: { ...onDuty.duty, ...(random() < 0.5 ? {} : { off: [leaves[Math.floor(random() * leaves.length)] as Period] }) } }),
    'one in two hundred has room': () => (random() < 0.005 ? onDuty : full),
  };
  for (const [name, liveOf] of Object.entries(scenarios)) {
    it.each([1, 5])(`when ${name}, for the first %i`, (first) => {
      const pages = pagesOf(teams, liveOf);
      const view = viewFrom(teams);
      for (let question = 0; question < 60; question += 1) {
        const { position } = teams[Math.floor(random() * teams.length)] as RoutableTeam;
        const spread = random() < 0.3 ? 2 : 0.05;
        const asked = ask({
          at: roundPosition({ lat: position.lat + (random() - 0.5) * spread, lon: position.lon + (random() - 0.5) * spread }),
          skill: random() < 0.5 ? 'online-payment' : 'online-safety',
          language: random() < 0.8 ? 'vi' : 'km',
          reachKm: random() < 0.5 ? null : random() * 40,
          first,
        });
        expectSame(decided(view, asked, pages), bruteForce(teams, pages, asked, publicHolidays));
      }
    });
  }

  it('for any few teams on a coarse raster, where ties and the same places are common', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }));
    const teamsOnRaster = fc.array(fc.tuple(place, fc.integer({ min: 0, max: 2 }), fc.constantFrom(1, 2, 200)), { maxLength: 40 });
    fc.assert(
      fc.property(teamsOnRaster, place, fc.integer({ min: 1, max: 6 }), fc.boolean(), (places, at, first, inCommune) => {
        const few = places.map(([[y, x], commune, reachKm], number) =>
          aTeam({
            id: `0000${commune}-${String(number).padStart(3, '0')}`,
            position: { lat: (2102000 + y * 500) / 1e5, lon: (10585000 + x * 500) / 1e5 },
            reachKm,
          }),
        );
        const pages = pagesOf(few, ({ id }) => (id.endsWith('7') ? full : onDuty));
        const asked = ask({
          at: { lat: (2102000 + at[0] * 500) / 1e5, lon: (10585000 + at[1] * 500) / 1e5 },
          first,
          ...(inCommune ? { withinCommune: '00001' } : {}),
          boothTeamIds: ['00001-003', '00002-004'],
          exclude: ['00000-005', '00002-004'],
        });
        expectSame(decided(viewFrom(few), asked, pages), bruteForce(few, pages, asked, publicHolidays));
      }),
      { seed: 20261123, numRuns: 400 },
    );
  });

  it('from islands far out at sea to the mainland, where chord and geodesic differ by many metres', () => {
    const everywhere = teams.map((team) => ({ ...team, reachKm: 3000 }));
    const pages = pagesOf(everywhere, ({ id }) => (Number(id.slice(-2)) % 3 === 0 ? onDuty : offDuty));
    const view = viewFrom(everywhere);
    for (const at of [{ lat: 8.64, lon: 111.92 }, { lat: 16.53, lon: 111.61 }, { lat: 23.39, lon: 105.32 }, { lat: 6.5, lon: 117.9 }]) {
      const asked = ask({ at, first: 20 });
      expectSame(decided(view, asked, pages), bruteForce(everywhere, pages, asked, publicHolidays));
    }
  });
});

describe('who may be asked', () => {
  it('is the first by id among teams that share a house', () => {
    const house = ['00004-009', '00004-002', '00003-007'].map((id) => aTeam({ id, position: near(1) }));
    expect(idsOf(decided(viewFrom(house), ask({ at: SQUARE, first: 2 }), pagesOf(house, () => onDuty)))).toEqual(['00003-007', '00004-002']);
  });

  it('is nobody in a country without teams', () => {
    expect(decided(viewFrom([]), ask({ at: SQUARE }), new Map())).toEqual([]);
  });

  it('is nobody when all teams are paused, and no page needs to be read to know it', () => {
    const paused = [1, 2, 3].map((step) => aTeam({ id: `00004-00${step}`, position: near(step), status: 'PAUSED' }));
    expect(decided(viewFrom(paused), ask({ at: SQUARE }), new Map())).toEqual([]);
  });

  it('is a team whose members said they stay on after hours, until then', () => {
    const [team] = [aTeam({ id: '00004-001', position: near(1) })];
    const until = '2026-11-23T04:00:00.000Z';
    const pages = pagesOf([team], () => ({ open: 0, capacity: 1, duty: { hours: SUNDAYS_ONLY, until } }));
    expect(idsOf(decided(viewFrom([team]), ask({ at: SQUARE }), pages))).toEqual(['00004-001']);
    expect(decided(viewFrom([team]), ask({ at: SQUARE, now: until }), pages)).toEqual([]);
  });

  it('is nobody of a team on leave, though its hours say open and a member said they stay, not even at its booth', () => {
    const team = aTeam({ id: '00004-001', position: near(1) });
    const leave = { from: '2026-11-23T01:00:00.000Z', until: '2026-11-24T01:00:00.000Z' };
    const pages = pagesOf([team], () => ({ ...onDuty, duty: { ...onDuty.duty, until: leave.until, off: [leave] } }));
    expect(decided(viewFrom([team]), ask({ at: SQUARE }), pages)).toEqual([]);
    expect(decided(viewFrom([team]), ask({ at: SQUARE, boothTeamIds: [team.id] }), pages)).toEqual([]);
    expect(idsOf(decided(viewFrom([team]), ask({ at: SQUARE, now: '2026-11-23T00:59:59.999Z' }), pages))).toEqual([team.id]);
    expect(idsOf(decided(viewFrom([team]), ask({ at: SQUARE, now: '2026-11-24T01:00:00.000Z' }), pages))).toEqual([team.id]);
  });

  it('is the team on shift at the booth before any other, at distance 0, off its hours and from another commune', () => {
    const neighbour = aTeam({ id: '00004-001', position: near(1) });
    const atBooth = aTeam({ id: '09999-001', position: near(900), reachKm: 1 });
    const teams = [neighbour, atBooth];
    const pages = pagesOf(teams, ({ id }) => (id === atBooth.id ? offDuty : onDuty));
    const asked = ask({ at: SQUARE, first: 2, boothTeamIds: [atBooth.id], withinCommune: '00004' });
    expect(decided(viewFrom(teams), asked, pages)).toMatchObject([
      { teamId: atBooth.id, distanceMetres: 0, boothShift: true },
      { teamId: neighbour.id, boothShift: false },
    ]);
  });

  it('is not a booth team that is full, paused or excluded', () => {
    const team = aTeam({ id: '09999-001', position: near(900) });
    const asked = ask({ at: SQUARE, boothTeamIds: [team.id] });
    expect(decided(viewFrom([team]), asked, pagesOf([team], () => full))).toEqual([]);
    const paused = { ...team, status: 'PAUSED' as const };
    expect(decided(viewFrom([paused]), asked, pagesOf([paused], () => onDuty))).toEqual([]);
    expect(decided(viewFrom([team]), { ...asked, exclude: [team.id] }, pagesOf([team], () => onDuty))).toEqual([]);
  });

  it('follows what changed since the snapshot: moved, paused, added, removed', () => {
    const teams = [1, 2, 3, 4].map((step) => aTeam({ id: `00004-00${step}`, position: near(step) }));
    const [first, second, third, fourth] = teams as [RoutableTeam, RoutableTeam, RoutableTeam, RoutableTeam];
    const added = aTeam({ id: '00004-005', position: near(0) });
    const moved = { ...fourth, position: near(1) };
    const view = viewFrom(teams, {
      [first.id]: { ...first, status: 'PAUSED' },
      [second.id]: 'REMOVED',
      [fourth.id]: moved,
      [added.id]: added,
    });
    const pages = pagesOf([...teams, added], () => onDuty);
    const asked = ask({ at: SQUARE, first: 5 });
    expect(idsOf(decided(view, asked, pages))).toEqual([added.id, fourth.id, third.id]);
    expectSame(decided(view, asked, pages), bruteForce([added, moved, third], pages, asked, publicHolidays));
  });
});

describe('what the decision still has to read', () => {
  it('are the pages of the nearest teams that could be asked, nearest first, and no others', () => {
    const teams = [1, 2, 3, 4].map((step) => aTeam({ id: `0000${step}-001`, position: near(step), reachKm: step === 2 ? 0.1 : 30 }));
    const view = viewFrom(teams);
    const outcome = decide(view, ask({ at: SQUARE }), allAtHand(new Map(), view), publicHolidays, { teams: 2, pages: 9 });
    expect(outcome).toEqual({ type: 'PAGES_NEEDED', communeCodes: ['00001', '00003'] });
  });
});
