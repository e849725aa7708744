import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createContacts } from '../../functions/contacts/contacts.ts';
import { newSecret } from '../../functions/core/ids.ts';
import { limits } from '../../functions/rate-limits/limits.ts';
import { createOrganisation } from '../../functions/teams/organisation.ts';
import { anAuthenticator } from '../support/authenticator.ts';
import { aMember, aTeam, openLane, valueOf, type Lane } from '../support/lane.ts';
import { asOffice } from '../support/organisation.ts';
import { openWaysIn, STATION_ORIGIN, typeOf, type OpenWaysIn } from '../support/ways-in.ts';

const team = aTeam(1);
const other = aTeam(2);
const office = asOffice('COMMUNE', '00004');
const PIN = '427910';

let lane: Lane;
let parts: OpenWaysIn;
beforeAll(async () => {
  lane = await openLane([team, other]);
  parts = await openWaysIn(lane);
});
afterAll(() => lane.stop());

/** Somebody of the team, and a phone of theirs that a thief has by now. */
const robbed = async (name: string) => {
  const person = aMember(team.code, name, 'LEAD');
  await lane.teamRecords.saveMember(person);
  return { id: person.id, stolen: await parts.phoneOf(person.id), holder: { kind: 'member', memberId: person.id } as const };
};
const linkBy = async (by: Parameters<OpenWaysIn['waysIn']['inviteMember']>[0], memberId: string): Promise<string> => {
  const secret = newSecret();
  valueOf(await parts.waysIn.inviteMember(by, { memberId, teamCode: team.code, secret }));
  return secret;
};
/** A passkey on the phone, and what it answers when it is asked to sign in. */
const passkeyOn = async (phone: Parameters<OpenWaysIn['waysIn']['addPasskey']>[0]) => {
  const authenticator = anAuthenticator(STATION_ORIGIN);
  valueOf(await parts.waysIn.addPasskey(phone, authenticator.make(valueOf(await parts.waysIn.beginPasskey(phone)).options)));
  return async () => authenticator.signIn((await parts.waysIn.beginPasskeySignIn()).options);
};

describe('whoever has a member’s phone, once the office has signed that member out', () => {
  test('comes in by no link that was made before, for that member or in their name, and the member by a new one', async () => {
    const { id, stolen, holder } = await robbed('Hạnh');
    const mate = lane.memberOf(team, 1).id;
    await parts.givePin(id, PIN);
    const kept = [await linkBy(stolen, id), await linkBy(office, id), await linkBy(stolen, mate)];
    const byAnother = await linkBy(office, mate);
    valueOf(await parts.waysIn.revokeAll(office, holder));
    // Their PIN is forgotten, so each of these would have let in whoever kept it.
    for (const link of kept) expect(typeOf(await parts.join(link))).toBe('InvitationUnknown');
    expect(typeOf(await parts.join(byAnother))).toBe('ok');
    expect(typeOf(await parts.join(await linkBy(office, id)))).toBe('ok');
  });

  test('stays in by no link, passkey or PIN with which they were quick at that very moment', async () => {
    for (let times = 0; times < 4; times += 1) {
      const { id, stolen, holder } = await robbed(`Khoa ${times}`);
      const answer = await passkeyOn(stolen);
      const [link, signed, second] = [await linkBy(office, id), await answer(), anAuthenticator(STATION_ORIGIN)];
      const made = second.make(valueOf(await parts.waysIn.beginPasskey(stolen)).options);
      const [revoked, ...quick] = await Promise.all([
        parts.waysIn.revokeAll(office, holder),
        parts.join(link),
        parts.waysIn.signInWithPasskey(signed),
        parts.waysIn.addPasskey(stolen, made),
        parts.waysIn.setPin(stolen, PIN),
      ]);
      expect(typeOf(revoked)).toBe('ok');
      for (const each of quick) expect(['ok', 'InvitationUnknown', 'NotFound', 'NotSignedIn']).toContain(typeOf(each));
      expect(await parts.identity.sessionsOf(`member:${id}`)).toEqual([]);
      expect(await parts.waysIn.passkeysOf(office, id)).toEqual([]);
      expect(await parts.waysIn.hasPin(id)).toBe(false);
      expect(typeOf(await parts.join(link))).not.toBe('ok');
      expect(typeOf(await parts.waysIn.signInWithPasskey(await answer()))).toBe('NotFound');
    }
  });

  test('leaves neither passkey nor PIN behind with a page that was still open', async () => {
    const { id, stolen, holder } = await robbed('Liên');
    const authenticator = anAuthenticator(STATION_ORIGIN);
    const { options } = valueOf(await parts.waysIn.beginPasskey(stolen));
    valueOf(await parts.waysIn.revokeAll(office, holder));
    expect(typeOf(await parts.waysIn.addPasskey(stolen, authenticator.make(options)))).toBe('NotSignedIn');
    expect(typeOf(await parts.waysIn.setPin(stolen, PIN))).toBe('NotSignedIn');
    expect([await parts.waysIn.passkeysOf(office, id), await parts.waysIn.hasPin(id)]).toEqual([[], false]);
  });
});

describe('a shared phone', () => {
  const organisation = () =>
    createOrganisation({
      main: lane.main,
      permission: lane.permission,
      versionOn: async () => team.unitVersion,
      contacts: createContacts(lane.contacts, { kty: 'EC', kid: 'test' }, lane.clock.now),
      skills: new Set(team.skills),
      knowsLanguage: () => true,
      handOver: async () => 0,
      clock: lane.clock.now,
    });

  test('is nobody’s at once when the member who holds it leaves the team, though they help in another one', async () => {
    const { id } = await robbed('Mai');
    const before = await lane.teamRecords.member(id);
    if (before === undefined) throw new Error('Mai is not there.');
    await lane.teamRecords.saveMember({ ...before, memberships: [...before.memberships, { teamCode: other.code, role: 'LEAD' }] });
    await parts.givePin(id, PIN);
    const { inHand } = await parts.sharedPhone(team);
    valueOf(await parts.waysIn.takePhone(await inHand(), id, PIN));
    expect(await inHand()).toMatchObject({ kind: 'member', memberId: id });
    const { revision } = (await lane.teamRecords.member(id)) ?? { revision: 0 };
    valueOf(await organisation().removeFromTeam(office, { id, revision, teamCode: team.code }));
    expect(await inHand()).toMatchObject({ kind: 'teamPhone', teamCode: team.code });
    expect(typeOf(await parts.waysIn.takePhone(await inHand(), id, PIN))).toBe('NotFound');
  });

  test('that its member signs out is signed out, whatever team they are in by now', async () => {
    const { id } = await robbed('Nga');
    await parts.givePin(id, PIN);
    const { inHand } = await parts.sharedPhone(team);
    valueOf(await parts.waysIn.takePhone(await inHand(), id, PIN));
    const taken = await inHand();
    const person = await lane.teamRecords.member(id);
    if (person === undefined || !('sessionId' in taken)) throw new Error('Nga does not hold the phone.');
    await lane.teamRecords.saveMember({ ...person, memberships: [] });
    await parts.identity.endSession(taken);
    await expect(inHand()).rejects.toThrow('SessionEnded');
  });

  test('gives whoever tries one PIN on each member thirty guesses in a quarter of an hour, from however many addresses', async () => {
    const { inHand } = await parts.sharedPhone(team);
    const people = await Promise.all(Array.from({ length: 9 }, async (_none, at) => {
      const person = aMember(team.code, `Người ${at}`);
      await lane.teamRecords.saveMember(person);
      await parts.givePin(person.id, PIN);
      return person.id;
    }));
    const phone = await inHand();
    const guesses = people.flatMap((id) => ['271828', '314159', '141421', '173205'].map((guess) => ({ id, guess })));
    const types = await Promise.all(guesses.map(async ({ id, guess }, at) => typeOf(await parts.waysIn.takePhone(phone, id, guess, `203.0.113.${at + 1}`))));
    expect(types.filter((type) => type === 'TooManyTries')).toHaveLength(guesses.length - limits.pin.principal[0].most);
    expect(types.filter((type) => type === 'ok')).toEqual([]);
  });
});
