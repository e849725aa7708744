import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newSecret } from '../../functions/core/ids.ts';
import { aTeam } from '../support/lane.ts';
import { openStation, type OpenStation } from '../support/station.ts';

/** It speaks one language only, so that what is asked in another finds nobody. */
const team = aTeam(1, { languages: ['vi'] });

let station: OpenStation;
beforeAll(async () => {
  station = await openStation([team]);
});
afterAll(() => station.stop());

const signInOffice = async (role: 'COMMUNE' | 'PROVINCE', unitCode: string): Promise<readonly string[]> => {
  const { accessToken } = await station.identity.openSession({ kind: 'official', officialId: `office-${unitCode}`, role, unitVersion: '2025-07-01', unitCode });
  return [`session=${accessToken}`];
};
const askForHelp = async (language: string): Promise<string> => {
  const input = { id: randomUUID(), kiosk: 'demo-walking-street', topic: 'public-services', mode: 'HERE_NOW', language, trackingSecret: newSecret() };
  const { data, errors } = await station.ask('mutation ($input: RequestHelpInput!) { requestHelp(input: $input) { ... on RequestHelpSuccess { request { id } } } }', { input });
  expect(errors).toEqual([]);
  return (data as unknown as { requestHelp: { request: { id: string } } }).requestHelp.request.id;
};

const WAITING = `query ($code: String!, $first: Int! = 10, $after: String) {
  adminUnit(code: $code) {
    waitingRequests(first: $first, after: $after) {
      edges { cursor node {
        id ticket { number } topic { code } mode language kiosk { name } state requestedAt waitedMinutes team { code }
        escalatedAt provinceToldAt promise { acceptBy } missedPromises waitingForResident { since reason }
        nobodyCould { reason inReach withoutTopic withoutLanguage asked offDuty full }
      } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

describe('an office looks at what waits in its area', () => {
  test('and sees how long, and why nobody could take it, oldest first and page by page', async () => {
    const ids = [await askForHelp('en'), await askForHelp('en')];
    const cookies = await signInOffice('COMMUNE', '00004');
    const { data, errors } = await station.ask(WAITING, { code: '00004', first: 1 }, { cookies });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      adminUnit: {
        waitingRequests: {
          edges: [
            {
              node: {
                id: ids[0],
                state: 'WAITING',
                language: 'en',
                team: null,
                waitedMinutes: 0,
                missedPromises: [],
                provinceToldAt: null,
                nobodyCould: { reason: 'NO_LANGUAGE', inReach: 1, withoutLanguage: 1, withoutTopic: 0, asked: 0, offDuty: 0, full: 0 },
              },
            },
          ],
          pageInfo: { hasNextPage: true },
        },
      },
    });
    const { adminUnit } = data as unknown as { adminUnit: { waitingRequests: { pageInfo: { endCursor: string } } } };
    const after = adminUnit.waitingRequests.pageInfo.endCursor;
    const rest = await station.ask(WAITING, { code: '00004', first: 1, after }, { cookies });
    expect(rest.data).toMatchObject({ adminUnit: { waitingRequests: { edges: [{ node: { id: ids[1] } }], pageInfo: { hasNextPage: false } } } });
  });

  test('and no other office, no member and no stranger does', async () => {
    const member = [await station.signIn(`${team.code}-lan`)];
    for (const cookies of [await signInOffice('COMMUNE', '00008'), await signInOffice('PROVINCE', '79'), member, []]) {
      const { data } = await station.ask(WAITING, { code: '00004' }, { cookies });
      expect(data).toEqual({ adminUnit: { waitingRequests: null } });
    }
    expect((await station.ask(WAITING, { code: '00004' }, { cookies: await signInOffice('PROVINCE', '01') })).data).toMatchObject({
      adminUnit: { waitingRequests: { edges: [{}, {}] } },
    });
  });
});

const CHANGES = `
  fragment Now on HelpRequestChangeResult {
    __typename
    ... on HelpRequestChanged { request { state waitingForResident { reason } possibleChanges history { edges { node { kind by reason } } } } }
    ... on Problem { message nextStep }
  }`;

describe('the work waits for the resident', () => {
  test('as the member says it, and goes on as the member says it', async () => {
    const requestId = await askForHelp('vi');
    const cookies = [await station.signIn(`${team.code}-lan`)];
    const input = () => ({ requestId, changeId: randomUUID() });
    const make = (field: string, type: string, variables: object) =>
      station.ask(`mutation ($input: ${type}!) { ${field}(input: $input) { ...Now } } ${CHANGES}`, { input: variables }, { cookies });
    await make('acceptRequest', 'ChangeHelpRequestInput', input());
    const waits = await make('waitForResident', 'WaitForResidentInput', { ...input(), reason: 'PAPERS_NEEDED' });
    expect(waits.data).toMatchObject({
      waitForResident: { request: { state: 'ACCEPTED', waitingForResident: { reason: 'PAPERS_NEEDED' }, possibleChanges: expect.arrayContaining(['RESUMED']) } },
    });
    const again = await make('waitForResident', 'WaitForResidentInput', { ...input(), reason: 'OTHER' });
    expect(again.data).toMatchObject({ waitForResident: { __typename: 'NotPossibleNow' } });
    const goesOn = await make('resumeRequest', 'ChangeHelpRequestInput', input());
    expect(goesOn.data).toMatchObject({
      resumeRequest: {
        request: {
          waitingForResident: null,
          possibleChanges: expect.arrayContaining(['WAITS_FOR_RESIDENT']),
          history: { edges: [{}, {}, { node: { kind: 'WAITS_FOR_RESIDENT', by: 'MEMBER', reason: 'PAPERS_NEEDED' } }, { node: { kind: 'RESUMED', by: 'MEMBER' } }] },
        },
      },
    });
  });
});
