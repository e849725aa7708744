import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAudit } from '../../functions/audit/audit.ts';
import { minutes } from '../../functions/core/clock.ts';
import { newSecret } from '../../functions/core/ids.ts';
import type { Principal } from '../../functions/identity/principal.ts';
import { anAuthenticator } from '../support/authenticator.ts';
import { aMember, aTeam, openLane, valueOf, type Lane } from '../support/lane.ts';
import { openWaysIn, STATION_ORIGIN, typeOf, type OpenWaysIn } from '../support/ways-in.ts';

const team = aTeam(1);
const other = aTeam(2);
const PIN = '427910';

let lane: Lane;
let parts: OpenWaysIn;
beforeAll(async () => {
  lane = await openLane([team, other]);
  parts = await openWaysIn(lane);
});
afterAll(() => lane.stop());

const lead = (): Promise<Principal> => parts.ownPhone(team);

/** Somebody of the team who has nothing yet, and a link that the lead made for them. */
const invited = async (name: string) => {
  const person = aMember(team.code, name);
  await lane.teamRecords.saveMember(person);
  return { id: person.id, link: await linkFor(person.id) };
};
const linkFor = async (memberId: string): Promise<string> => {
  const secret = newSecret();
  valueOf(await parts.waysIn.inviteMember(await lead(), { memberId, teamCode: team.code, secret }));
  return secret;
};
const join = (invitation: string, pin?: string, principal?: Principal) => parts.join(invitation, { pin, principal, address: '203.0.113.9' });
const sharedPhone = async (of = team) => (await parts.sharedPhone(of)).inHand;

describe('a lead who opens a link that she made for somebody else', () => {
  test('is asked for that person’s PIN, guesses it no more often than on a shared phone, and uses the link up by none of it', async () => {
    const { id, link } = await invited('Hạnh');
    await parts.givePin(id, PIN);
    expect(await join(link)).toEqual({ ok: false, failure: { type: 'PinNeeded', isNew: false } });
    const guesses = [];
    for (let at = 0; at < 7; at += 1) guesses.push(typeOf(await join(link, `10000${at}`)));
    expect(guesses).toEqual(['WrongPin', 'WrongPin', 'WrongPin', 'WrongPin', 'PinLocked', 'TooManyTries', 'TooManyTries']);
    expect(await parts.identity.sessionsOf(`member:${id}`)).toEqual([]);
    // A new link does not give new guesses: the lock is on the PIN.
    expect(typeOf(await join(await linkFor(id), '100009'))).toBe('PinLocked');
    lane.clock.advance(minutes(15));
    expect(valueOf(await join(link, PIN)).holder).toEqual({ kind: 'member', memberId: id });
  });

  test('stands in that person’s trail with it, when they had no PIN yet; and they are told that their link was used', async () => {
    const { id, link } = await invited('Khoa');
    const { tokens } = valueOf(await join(link));
    expect(await join(link)).toMatchObject({ failure: { type: 'InvitationUsed' } });
    const { items } = await createAudit(lane.main).ofSubject({ kind: 'MEMBER', id }, { first: 10 });
    expect(items.find(({ item }) => item.act === 'signIn')?.item.detail).toEqual({ way: 'INVITATION', session: tokens.sessionId, invitedBy: `MEMBER:${lane.memberOf(team, 0).id}` });
  });

  test('must sign the person out everywhere to get past the PIN, which nobody can overlook', async () => {
    const { id, link } = await invited('Liên');
    const { tokens } = valueOf(await join(link));
    await parts.givePin(id, PIN);
    valueOf(await parts.waysIn.revokeAll(await lead(), { kind: 'member', memberId: id }));
    expect(await parts.identity.principalOf({ cookie: `session=${tokens.accessToken}` })).toEqual({ kind: 'anonymous' });
    expect(await parts.waysIn.hasPin(id)).toBe(false);
    expect(typeOf(await join(await linkFor(id)))).toBe('ok');
  });
});

describe('a member without a phone of their own, who opens their link on the team’s shared phone', () => {
  test('chooses a PIN and is in for as long as they use it; the phone stays the team’s', async () => {
    const { id, link } = await invited('Mai');
    const inHand = await sharedPhone();
    expect(await join(link, undefined, await inHand())).toEqual({ ok: false, failure: { type: 'PinNeeded', isNew: true } });
    expect(await join(link, '123456', await inHand())).toMatchObject({ failure: { type: 'InvalidInput', reason: 'NOT_A_PIN' } });
    const { holder } = valueOf(await join(link, PIN, await inHand()));
    expect(holder).toEqual({ kind: 'member', memberId: id });
    expect(await inHand()).toMatchObject({ kind: 'member', memberId: id, phoneId: expect.any(String) as string });
    expect(await parts.identity.sessionsOf(`member:${id}`)).toEqual([]);
    // The answer was lost, and the phone sends it again.
    expect(typeOf(await join(link, PIN, await inHand()))).toBe('ok');
    lane.clock.advance(minutes(10));
    expect(await inHand()).toMatchObject({ kind: 'teamPhone' });
    // The link makes nobody that member again; the PIN does.
    expect(await join(link, PIN, await inHand())).toMatchObject({ failure: { type: 'InvitationUsed' } });
    valueOf(await parts.waysIn.takePhone(await inHand(), id, PIN));
    expect(await join(link, PIN, await inHand())).toMatchObject({ ok: true });
  });

  test('keeps the PIN that they have: a link on a shared phone sets no other', async () => {
    const { id, link } = await invited('Nga');
    await parts.givePin(id, PIN);
    const inHand = await sharedPhone();
    expect(await join(link, '910427', await inHand())).toMatchObject({ failure: { type: 'WrongPin' } });
    expect(valueOf(await join(link, PIN, await inHand())).holder).toEqual({ kind: 'member', memberId: id });
  });

  test('is let in neither on another team’s phone nor while somebody else uses theirs, and the link stays good', async () => {
    const { link } = await invited('Oanh');
    expect(await join(link, PIN, await (await sharedPhone(other))())).toMatchObject({ failure: { type: 'NotOnThisPhone' } });
    const inHand = await sharedPhone();
    const { link: others } = await invited('Phúc');
    valueOf(await join(others, PIN, await inHand()));
    expect(await join(link, PIN, await inHand())).toMatchObject({ failure: { type: 'NotOnThisPhone' } });
    expect(await join(others, PIN, { kind: 'member', memberId: 'somebody', sessionId: randomUUID() })).toMatchObject({ failure: { type: 'InvitationUsed' } });
    expect(typeOf(await join(link))).toBe('ok');
  });

  test('is one of many who try with one link at once: exactly one is let in', async () => {
    const { link } = await invited('Quân');
    const phones = await Promise.all([sharedPhone(), sharedPhone(), sharedPhone()]);
    const asked = await Promise.all(phones.map((inHand) => inHand()));
    const answers = await Promise.all([...asked.map((principal) => join(link, PIN, principal)), join(link), join(link)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const inside = (await Promise.all(phones.map((inHand) => inHand()))).filter(({ kind }) => kind === 'member');
    expect(inside.length).toBeLessThanOrEqual(1);
  });
});

describe('a stranger, or somebody who was let in once', () => {
  test('comes in by no link of a team that they have left meanwhile', async () => {
    const { id, link } = await invited('Sơn');
    const person = await lane.teamRecords.member(id);
    if (person === undefined) throw new Error('Sơn is not there.');
    await lane.teamRecords.saveMember({ ...person, memberships: [{ teamCode: other.code, role: 'MEMBER' }] });
    expect(await join(link)).toEqual({ ok: false, failure: { type: 'InvitationUnknown' } });
    expect(await parts.identity.sessionsOf(`member:${id}`)).toEqual([]);
  });

  test('has five guesses at a PIN in all, from however many addresses, phones and links', async () => {
    const { id, link } = await invited('Thu');
    await parts.givePin(id, PIN);
    const phones = await Promise.all([sharedPhone(), sharedPhone(), sharedPhone()]);
    const links = [link, await linkFor(id), await linkFor(id)];
    const types: (string | undefined)[] = [];
    for (let at = 0; at < 18; at += 1) {
      const guess = String(200_001 + at * 7);
      const address = `203.0.113.${100 + at}`;
      const inHand = phones[at % 3];
      if (inHand === undefined) throw new Error('There are three phones.');
      types.push(typeOf(await parts.waysIn.takePhone(await inHand(), id, guess, address)));
      types.push(typeOf(await parts.identity.acceptInvitation({ invitation: links[at % 3] ?? '', deviceSecret: newSecret(), pin: guess }, { address })));
    }
    expect(types.filter((type) => type === 'WrongPin')).toHaveLength(4);
    expect(types.filter((type) => type !== 'WrongPin' && type !== 'PinLocked' && type !== 'TooManyTries')).toEqual([]);
  });

  test('gets nothing by a passkey that another origin asked for', async () => {
    const own = await parts.phoneOf((await invited('Uyên')).id);
    const phone = anAuthenticator(STATION_ORIGIN);
    valueOf(await parts.waysIn.addPasskey(own, phone.make(valueOf(await parts.waysIn.beginPasskey(own)).options)));
    phone.origin = 'http://localhost.example';
    expect(typeOf(await parts.waysIn.signInWithPasskey(phone.signIn((await parts.waysIn.beginPasskeySignIn()).options)))).toBe('InvalidInput');
    phone.origin = STATION_ORIGIN;
    expect(typeOf(await parts.waysIn.signInWithPasskey(phone.signIn((await parts.waysIn.beginPasskeySignIn()).options)))).toBe('ok');
    phone.origin = 'http://localhost.example';
    expect(typeOf(await parts.waysIn.addPasskey(own, anAuthenticator('http://localhost.example').make(valueOf(await parts.waysIn.beginPasskey(own)).options)))).toBe('InvalidInput');
  });

  test('renews no shared phone that was signed out, by no token that it ever had', async () => {
    const secret = newSecret();
    const phoneId = randomUUID();
    valueOf(await parts.waysIn.setUpTeamPhone(await lead(), { phoneId, teamCode: team.code, secret }));
    const { tokens } = valueOf(await join(secret));
    const next = valueOf(await parts.identity.refreshSession(`session-refresh=${tokens.refreshToken}`));
    valueOf(await parts.waysIn.revokeAll(await lead(), { kind: 'teamPhone', phoneId, teamCode: team.code }));
    for (const { refreshToken } of [tokens, next]) expect(typeOf(await parts.identity.refreshSession(`session-refresh=${refreshToken}`))).toBe('SessionEnded');
    expect(await join(secret)).toMatchObject({ failure: { type: 'InvitationUsed' } });
  });
});
