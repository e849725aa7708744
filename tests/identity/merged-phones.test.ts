import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAudit } from '../../functions/audit/audit.ts';
import { newSecret } from '../../functions/core/ids.ts';
import { createContacts } from '../../functions/contacts/contacts.ts';
import { createHandOver } from '../../functions/help-requests/hand-over.ts';
import { moveTeamPhones } from '../../functions/identity/move-team-phones.ts';
import { placeMoveWrites } from '../../functions/routing/live-page-store.dynamo.ts';
import { knowsLanguage } from '../../functions/teams/languages.ts';
import { createOrganisation } from '../../functions/teams/organisation.ts';
import { failingAfter } from '../support/failing-client.ts';
import { aTeam, openLane, valueOf, type Lane } from '../support/lane.ts';
import { asOffice } from '../support/organisation.ts';
import { openWaysIn } from '../support/ways-in.ts';

const from = aTeam(1);
const into = aTeam(2);
const office = asOffice('COMMUNE', '00004');

let lane: Lane;
let parts: Awaited<ReturnType<typeof build>>;
beforeAll(async () => {
  lane = await openLane([from, into]);
  parts = await build();
  // In both teams, as after the step of a merge that moves people: a link lets in only who is in its team.
  const tuan = lane.memberOf(from, 1);
  await lane.teamRecords.saveMember({ ...tuan, memberships: [...tuan.memberships, { teamCode: into.code, role: 'MEMBER' }] });
});
afterAll(() => lane.stop());

const build = async () => ({
  ...(await openWaysIn(lane)),
  organisation: createOrganisation({
    main: lane.main,
    permission: lane.permission,
    versionOn: async () => from.unitVersion,
    contacts: createContacts(lane.contacts, { kty: 'EC', kid: 'test' }, lane.clock.now),
    skills: new Set(from.skills),
    knowsLanguage,
    handOver: createHandOver(lane.main, { placeWrites: (move) => placeMoveWrites(lane.main, move), clock: lane.clock.now }),
    clock: lane.clock.now,
  }),
});

const join = (invitation: string) => parts.join(invitation);
const setUp = async (teamCode = from.code): Promise<{ readonly phoneId: string; readonly secret: string }> => {
  const made = { phoneId: randomUUID(), secret: newSecret() };
  valueOf(await parts.waysIn.setUpTeamPhone(office, { ...made, teamCode }));
  return made;
};

/** Three of a team: a phone that a member holds, one whose link nobody has opened, and a member's own link. */
const threeOf = async () => {
  const [held, unopened, own] = [await setUp(), await setUp(), newSecret()];
  const { tokens } = valueOf(await join(held.secret));
  const inHand = () => parts.identity.principalOf({ cookie: `session=${tokens.accessToken}` });
  const phone = await inHand();
  if (phone.kind !== 'teamPhone') throw new Error('The phone is not a phone of its team.');
  // As by a PIN, whose check takes a tenth of a second each time.
  await parts.sessions.write([parts.sessions.acting(phone, lane.memberOf(from, 1).id, lane.clock.now())]);
  valueOf(await parts.waysIn.inviteMember(office, { memberId: lane.memberOf(from, 1).id, teamCode: from.code, secret: own }));
  return { held, unopened, own, inHand };
};

const phonesOf = async (code: string) => (await parts.waysIn.phonesOf(office, code))?.map(({ phoneId }) => phoneId);
const invitationsOf = async (code: string) => (await parts.waysIn.openInvitations(office, code, { first: 100 }))?.items.length;

describe('the shared phones of a team that was merged', () => {
  test('go along, however often the process dies between two steps, with whoever holds them and with links that nobody has opened', async () => {
    const by = { kind: 'SYSTEM', id: 'test' } as const;
    let deaths = 0;
    for (const answerLost of [false, true]) {
      for (let call = 0, dies = true; dies; call += 1) {
        const three = await threeOf();
        const moving = { from: from.code, into: into.code, by, office: undefined, clock: lane.clock.now };
        dies = await moveTeamPhones({ ...lane.main, client: failingAfter(lane.main.client, call, answerLost) }, moving).then(() => false, () => true);
        if (dies) deaths += 1;
        await moveTeamPhones(lane.main, moving);

        expect(await three.inHand()).toMatchObject({ kind: 'member', memberId: lane.memberOf(from, 1).id, phoneId: three.held.phoneId });
        expect(await phonesOf(from.code)).toEqual([]);
        expect(await phonesOf(into.code)).toEqual(expect.arrayContaining([three.held.phoneId, three.unopened.phoneId]));
        expect(await invitationsOf(from.code)).toBe(0);
        expect(await invitationsOf(into.code)).toBe(2);
        expect(valueOf(await join(three.unopened.secret)).holder).toEqual({ kind: 'teamPhone', phoneId: three.unopened.phoneId, teamCode: into.code });
        expect(valueOf(await join(three.own)).holder).toMatchObject({ kind: 'member' });
      }
    }
    expect(deaths).toBeGreaterThan(10);
  });

  test('let nobody in as the team that is no more, when a device comes in at the very moment', async () => {
    const moving = { from: from.code, into: into.code, by: { kind: 'SYSTEM', id: 'test' }, office: undefined, clock: lane.clock.now } as const;
    for (let times = 0; times < 10; times += 1) {
      const { secret, phoneId } = await setUp();
      const [joined] = await Promise.all([join(secret), moveTeamPhones(lane.main, moving)]);
      const { accessToken } = valueOf(joined).tokens;
      expect(await parts.identity.principalOf({ cookie: `session=${accessToken}` })).toMatchObject({ kind: 'teamPhone', phoneId, teamCode: into.code });
    }
  });

  test('ask after the merge which member of the other team holds them, and are signed out by its office', async () => {
    const three = await threeOf();
    const { revision } = (await lane.teamRecords.team(from.code)) ?? { revision: 0 };
    valueOf(await parts.organisation.mergeTeams(office, { code: from.code, revision, into: into.code }));
    const taken = await three.inHand();
    expect(taken).toMatchObject({ kind: 'member', phoneId: three.held.phoneId });
    await parts.waysIn.leavePhone(taken);
    expect(await three.inHand()).toMatchObject({ kind: 'teamPhone', teamCode: into.code });
    expect((await parts.waysIn.rosterOf(await three.inHand(), into.code))?.length).toBe(4);
    expect(await parts.waysIn.rosterOf(await three.inHand(), from.code)).toBeUndefined();
    const trail = await createAudit(lane.main).ofSubject({ kind: 'TEAM', id: into.code }, { first: 100 });
    expect(trail.items.filter(({ item }) => item.act === 'mergeTeams' && item.detail?.['phone'] === three.held.phoneId)).toHaveLength(1);

    valueOf(await parts.waysIn.revokeAll(office, { kind: 'teamPhone', phoneId: three.held.phoneId, teamCode: into.code }));
    expect(await three.inHand()).toMatchObject({ kind: 'anonymous' });
    // The team that is no more gets no new ones.
    expect(await parts.waysIn.setUpTeamPhone(office, { phoneId: randomUUID(), teamCode: from.code, secret: newSecret() })).toMatchObject({ failure: { type: 'NotFound' } });
  });

  test('that were taken away before anybody opened their link are let in by it no more', async () => {
    const { phoneId, secret } = await setUp(into.code);
    valueOf(await parts.waysIn.revokeAll(office, { kind: 'teamPhone', phoneId, teamCode: into.code }));
    expect(await join(secret)).toMatchObject({ failure: { type: 'InvitationUnknown' } });
    expect(await invitationsOf(into.code)).toBe(2);
  });
});
