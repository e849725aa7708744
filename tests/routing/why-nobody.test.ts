import { describe, expect, test } from 'vitest';
import { publicHolidays } from '../../functions/core/public-holidays.ts';
import type { Question } from '../../functions/routing/eligibility.ts';
import type { LivePage, LiveTeam } from '../../functions/routing/live-page.ts';
import type { RoutableTeam } from '../../functions/routing/routable-team.ts';
import { viewOf } from '../../functions/routing/routing-view.ts';
import { teamSetFrom } from '../../functions/routing/team-set.ts';
import { whyNobody } from '../../functions/routing/why-nobody.ts';
import { allAtHand } from '../support/routing-country.ts';

const SQUARE = { lat: 21.03, lon: 105.85 };
const question: Question = {
  at: SQUARE,
  skill: 'public-services',
  language: 'vi',
  reachKm: 3,
  now: '2026-11-21T12:44:00.000Z',
  exclude: [],
  boothTeamIds: [],
  first: 3,
};

/** A team some hundred metres from the square, and how it stands now. */
type Stand = { readonly team?: Partial<RoutableTeam>; readonly live?: Partial<LiveTeam> };

const why = (stands: readonly Stand[], changes: Partial<Question> = {}) => {
  const teams = stands.map(({ team }, at): RoutableTeam => ({
    id: `team-${at}`,
    communeCode: '00004',
    position: { lat: SQUARE.lat + 0.001 * (at + 1), lon: SQUARE.lon },
    skills: ['public-services'],
    languages: ['vi'],
    reachKm: 5,
    status: 'ACTIVE',
    ...team,
  }));
  const page: LivePage = {
    communeCode: '00004',
    version: 1,
    teams: new Map(stands.map(({ live }, at) => [`team-${at}`, { open: 0, capacity: 2, duty: { hours: '24/7' }, ...live }])),
  };
  const view = viewOf({ id: 'all', at: question.now, teams: teamSetFrom(teams) }, {});
  return whyNobody(view, { ...question, ...changes }, allAtHand(new Map([['00004', page]]), view), publicHolidays);
};

const full: Stand = { live: { open: 2 } };
const offDuty: Stand = { live: { duty: { hours: 'Mo 08:00-09:00' } } };
const speaksHmong: Stand = { team: { languages: ['mww'] } };
const teachesShopping: Stand = { team: { skills: ['online-shopping'] } };
const farAway: Stand = { team: { position: { lat: SQUARE.lat + 0.1, lon: SQUARE.lon } } };
const paused: Stand = { team: { status: 'PAUSED' } };

describe('why nobody could take it', () => {
  test.each([
    ['all who are on duty are full', [offDuty, full, speaksHmong], 'NO_CAPACITY'],
    ['nobody is on duty', [offDuty, speaksHmong, teachesShopping], 'NOBODY_ON_DUTY'],
    ['nobody speaks the language', [speaksHmong, teachesShopping, farAway], 'NO_LANGUAGE'],
    ['nobody helps with it', [teachesShopping, farAway], 'NO_TOPIC'],
    ['nobody is near', [farAway], 'NONE_IN_REACH'],
    ['nobody is there at all', [], 'NONE_IN_REACH'],
    ['the only team near has paused', [paused], 'NONE_IN_REACH'],
  ] as const)('%s', (_what, stands, reason) => {
    expect(why(stands).reason).toBe(reason);
  });

  test('each team within reach counts once, for what first stood in its way', () => {
    const counts = why([full, full, offDuty, speaksHmong, teachesShopping, farAway, paused, {}], { exclude: ['team-7'] });
    expect(counts).toEqual({ reason: 'NO_CAPACITY', inReach: 6, full: 2, offDuty: 1, withoutLanguage: 1, withoutTopic: 1, asked: 1 });
  });

  test('all were asked', () => {
    expect(why([{}, {}], { exclude: ['team-0', 'team-1'] })).toMatchObject({ reason: 'ALL_ASKED', asked: 2 });
  });

  test('a team at the booth is within reach and on duty, wherever it comes from', () => {
    const counts = why([{ ...farAway, live: { open: 2, duty: { hours: 'Mo 08:00-09:00' } } }], { boothTeamIds: ['team-0'] });
    expect(counts).toMatchObject({ reason: 'NO_CAPACITY', inReach: 1, full: 1 });
  });

  test('only teams of the commune count where only they may come', () => {
    expect(why([{ team: { communeCode: '00008' } }, offDuty], { withinCommune: '00004' })).toMatchObject({ reason: 'NOBODY_ON_DUTY', inReach: 1 });
  });
});
