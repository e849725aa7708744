import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { aKiosk, aTeam } from '../support/lane.ts';
import { openStation, type OpenStation } from '../support/station.ts';

const CANARY = '+84912345678';
const team = aTeam(1);

let station: OpenStation;
beforeAll(async () => {
  process.env['POWERTOOLS_LOG_LEVEL'] = 'INFO';
  station = await openStation([team]);
});
afterAll(() => station.stop());

/** What is written to standard output and standard error while the work runs. */
const whatIsLogged = async (work: () => Promise<unknown>): Promise<string> => {
  const lines: string[] = [];
  const keep = (chunk: unknown): boolean => {
    lines.push(String(chunk));
    return true;
  };
  const spies = [vi.spyOn(process.stdout, 'write').mockImplementation(keep), vi.spyOn(process.stderr, 'write').mockImplementation(keep)];
  await work();
  for (const spy of spies) spy.mockRestore();
  return lines.join('');
};

afterEach(() => {
  vi.restoreAllMocks();
});

/** A kiosk's row as no version of ours ever wrote it. */
const breakKiosk = async (code: string): Promise<void> => {
  await station.main.client.send(
    new PutCommand({ TableName: station.main.name, Item: { pk: `kiosk#${code}`, sk: 'kiosk', v: 1, code, name: { phone: CANARY } } }),
  );
};

const requestId = 'f0000000-0000-4000-8000-000000000427';

describe('something of ours breaks', () => {
  test('the answer says that much and its id, and nothing of what broke', async () => {
    await breakKiosk('broken');
    const { data, errors } = await station.ask('{ kiosk(code: "broken") { name } }', {}, { headers: { 'x-request-id': requestId, 'accept-language': 'en' } });
    expect(data).toEqual({ kiosk: null });
    expect(errors).toEqual([
      {
        message: 'Something went wrong. Try again, or report it with the requestId.',
        path: ['kiosk'],
        extensions: { code: 'INTERNAL', requestId },
      },
    ]);
  });

  test('the log has the fault with the same id, and no value', async () => {
    await breakKiosk('broken');
    const logged = await whatIsLogged(() => station.ask('{ kiosk(code: "broken") { name } }', {}, { headers: { 'x-request-id': requestId } }));
    const lines = logged.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    const fault = lines.find(({ message }) => message === 'fault');
    expect(fault).toMatchObject({ level: 'ERROR', requestId, fault: { name: expect.any(String), at: expect.arrayContaining([expect.stringMatching(/kiosk/)]) } });
    expect(lines.find(({ message }) => message === 'answered')).toMatchObject({
      requestId,
      operation: 'query kiosk',
      status: 200,
      failures: ['INTERNAL'],
      milliseconds: expect.any(Number),
    });
    expect(logged).not.toContain(CANARY.slice(1));
  });

  test('no header, variable, body or operation’s name of a client gets into the log', async () => {
    const cookie = await station.signIn(`${team.code}-lan`);
    const secret = 'S'.repeat(43);
    const logged = await whatIsLogged(async () => {
      await station.ask(`query Call_${CANARY.slice(1)} ($code: String!) { topic(code: $code) { code } }`, { code: CANARY }, { cookies: [cookie] });
      await station.ask('query ($code: Int!) { topic(code: $code) { code } }', { code: CANARY });
      await station.ask(`{ topic(code: "${CANARY}") { code } `, {}, { headers: { authorization: `Tracking ${requestId}.${secret}` } });
      await station.ask('mutation ($invitation: String!) { acceptInvitation(input: { invitation: $invitation, deviceSecret: $invitation }) { __typename } }', { invitation: secret });
      await station.call({ path: `/nowhere/${CANARY}`, query: `phone=${CANARY}`, headers: { 'user-agent': CANARY, 'x-request-id': CANARY } });
    });
    expect(logged).toContain('"operation":"query topic"');
    expect(logged).toContain('"failures":["InvitationUnknown"]');
    for (const personal of [CANARY.slice(1), secret, cookie.slice('session='.length)]) expect(logged).not.toContain(personal);
  });

  test('a row of a later version, which this release cannot read, is a fault and no wrong answer', async () => {
    await station.main.client.send(
      new UpdateCommand({
        TableName: station.main.name,
        Key: { pk: `kiosk#${aKiosk().code}`, sk: 'kiosk' },
        UpdateExpression: 'SET v = :unknown',
        ExpressionAttributeValues: { ':unknown': 99 },
      }),
    );
    const { errors } = await station.ask(`{ kiosk(code: "${aKiosk().code}") { code } }`);
    expect(errors[0]?.extensions['code']).toBe('INTERNAL');
  });
});
