import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { CONSENT_IN_FORCE } from '../../functions/contacts/consent.ts';
import { newSecret } from '../../functions/core/ids.ts';
import { violationsIn, wholeTable } from '../support/invariants.ts';
import { aKiosk, aTeam } from '../support/lane.ts';
import { sealWith } from '../support/seal.ts';
import { openStation, type OpenStation } from '../support/station.ts';
import { openChance } from './chance.ts';
import { liveLives, lostOrTwice, newTally, type Send } from './lives.ts';
import { troubleEngine, troubles, type Trouble, type TroubledEngine } from './troubled-engine.ts';

const LIVES = 120;
const AT_ONCE = 16;
const SHARE = 0.2;
/** Those that cost nobody a time-out come more often, so that the day is not mostly spent waiting. */
const quickTroubles = troubles.filter((trouble) => !trouble.startsWith('HUNG') && trouble !== 'COMES_LATE');
/** Nobody's: made of ones. */
const PHONE = '+84911111111';

const teams = Array.from({ length: 4 }, (_, at) => aTeam(at + 1, { capacity: 5 }));

let station: OpenStation;
let troubled: TroubledEngine;
let befalls: () => Trouble | undefined = () => undefined;
const cookies = new Map<string, readonly string[]>();

beforeAll(async () => {
  // What befalls the engine is logged as a fault each time, and here that is what is asked for.
  process.env['POWERTOOLS_LOG_LEVEL'] = 'CRITICAL';
  station = await openStation(teams);
  for (const { code } of teams) cookies.set(code, [await station.signIn(`${code}-lan`), await station.signIn(`${code}-tuấn`)]);
  troubled = await troubleEngine({ engine: () => station.endpoint, befalls: () => befalls() });
  // The handler reads them at its first call, which is yet to come: all before went straight to the engine.
  Object.assign(process.env, { DYNAMODB_ENDPOINT: troubled.endpoint, DYNAMODB_TIMEOUT_MILLISECONDS: '1000' });
});
afterAll(async () => {
  await troubled.stop();
  await station.stop();
});

const send: Send = (query, variables, who) => station.ask(query, variables, who);

const sealContact = async () => ({ jwe: await sealWith(station.contactKey, JSON.stringify({ phone: PHONE })), consentVersion: CONSENT_IN_FORCE });

describe('on a bad day of the database', () => {
  test('with one call in five throttled, refused, dropped, hung, late or in conflict, everybody is answered, nothing is half-written', { timeout: 300_000 }, async () => {
    const chance = openChance('bad day');
    befalls = () => (chance.happens(SHARE) ? chance.pick(chance.happens(0.5) ? troubles : quickTroubles) : undefined);
    const tally = newTally();
    const lives = await liveLives({ send, chance, tally, kiosk: aKiosk().code, cookies, sealContact }, AT_ONCE, (lived) => lived > LIVES - AT_ONCE);
    befalls = () => undefined;
    await expect.poll(() => troubled.underWay()).toBe(0);

    const table = await wholeTable(station.main);
    expect(lostOrTwice(table, lives)).toEqual([]);
    expect(violationsIn(table)).toEqual([]);
    const left = [...table.requests.values()].filter(({ request }) => request.hasContact);
    for (const { request } of left) expect(await contactOf(request.id)).toBeDefined();

    const count = [...troubled.befell.values()].reduce((sum, each) => sum + each, 0);
    expect([...troubled.befell.keys()].sort()).toEqual([...troubles].sort());
    expect(count / troubled.calls()).toBeGreaterThan(0.15);
    console.log(
      `bad day: ${lives.length} requests, ${tally.answered} answers and ${tally.refused} refusals as UNAVAILABLE, ${tally.sentAgain} sent again and answered alike; ` +
        `${count} of ${troubled.calls()} calls of the engine failed: ${[...troubled.befell].map(([trouble, times]) => `${times} ${trouble}`).join(', ')}`,
    );
  });

  test.each(['DROPPED', 'HUNG', 'CONFLICT'] as const)(
    'when every call is %s the resident is told to send again, and then it is done once',
    async (trouble) => {
      const before = (await wholeTable(station.main)).requests.size;
      const input = { id: randomUUID(), kiosk: aKiosk().code, topic: 'public-services', mode: 'HERE_NOW', trackingSecret: newSecret() };
      const query = 'mutation ($input: RequestHelpInput!) { requestHelp(input: $input) { __typename ... on RequestHelpSuccess { request { ticket { number } } } } }';
      befalls = () => trouble;
      const refused = await station.ask(query, { input });
      befalls = () => undefined;
      expect(refused).toMatchObject({ status: 503, errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
      expect((await wholeTable(station.main)).requests.size).toBe(before);

      const answers = await Promise.all([station.ask(query, { input }), station.ask(query, { input })]);
      const table = await wholeTable(station.main);
      expect(table.requests.size).toBe(before + 1);
      const request = { ticket: { number: table.requests.get(input.id)?.request.ticket.number } };
      for (const { data } of answers) expect(data).toEqual({ requestHelp: { __typename: 'RequestHelpSuccess', request } });
      expect(violationsIn(table)).toEqual([]);
    },
  );
});

const contactOf = async (requestId: string): Promise<unknown> => {
  const { client, name } = station.contacts;
  return (await client.send(new GetCommand({ TableName: name, Key: { pk: `contact#${requestId}`, sk: 'contact' } }))).Item;
};
