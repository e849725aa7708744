import { randomUUID } from 'node:crypto';
import { newSecret } from '../../functions/core/ids.ts';
import type { GraphqlAnswer } from '../support/station.ts';
import type { WholeTable } from '../support/invariants.ts';
import type { Chance } from './chance.ts';

/** Who sends: a member by their cookie, a resident by their tracking link, a kiosk by nothing. */
export type Who = { readonly cookies?: readonly string[]; readonly headers?: Readonly<Record<string, string>> };

/** Sends once. Undefined: no answer came, and nobody knows whether it was carried out. */
export type Send = (query: string, variables: object, who: Who) => Promise<GraphqlAnswer | undefined>;

/** How it went for those who sent. */
export type Tally = { answered: number; refused: number; lost: number; sentAgain: number };

export const newTally = (): Tally => ({ answered: 0, refused: 0, lost: 0, sentAgain: 0 });

type Answer = {
  readonly __typename: string;
  readonly memberName?: string;
  readonly request?: {
    readonly id: string;
    readonly state: string;
    readonly ticket: { readonly number: string; readonly day: string };
    readonly offer: { readonly team: { readonly code: string } } | null;
  };
};

/** What one resident and the members were told was done: it must be there afterwards, once. */
export type Acknowledged = { readonly requestId: string; readonly ticket: string; readonly changeIds: readonly string[] };

const REQUEST = 'request { id state ticket { number day } offer { team { code } } }';
const REQUEST_HELP = `mutation ($input: RequestHelpInput!) { answer: requestHelp(input: $input) { __typename ... on RequestHelpSuccess { ${REQUEST} } } }`;
const inputs = {
  acceptRequest: 'ChangeHelpRequestInput',
  startRequest: 'ChangeHelpRequestInput',
  cancelRequest: 'ChangeHelpRequestInput',
  declineOffer: 'DeclineOfferInput',
  resolveRequest: 'ResolveRequestInput',
  forwardRequest: 'ForwardRequestInput',
  reopenRequest: 'ReopenRequestInput',
  rateHelp: 'RateHelpInput',
} as const;
type ChangeName = keyof typeof inputs;
const changeQuery = (name: ChangeName): string =>
  `mutation ($input: ${inputs[name]}!) { answer: ${name}(input: $input) { __typename ... on HelpRequestChanged { ${REQUEST} } ... on AcceptedByAnother { memberName ${REQUEST} } } }`;

/** A device keeps sending until it is told; this often is more than any outage here lasts. */
const MOST_ATTEMPTS = 100;

export type LifeParts = {
  readonly send: Send;
  readonly chance: Chance;
  readonly tally: Tally;
  readonly kiosk: string;
  /** Cookies of the members of each team. */
  readonly cookies: ReadonlyMap<string, readonly string[]>;
  /** How a contact is sealed for this request, when the life asks for a call. */
  readonly sealContact?: (() => Promise<{ readonly jwe: string; readonly consentVersion: string }>) | undefined;
};

/**
 * Sends the same until it is answered, as a device's outbox does. An error must be UNAVAILABLE, which says that it may be
 * sent again; also one beside data, where the change was made and something of the answer could not be read. What was answered
 * is sent once more, now and then, and must be answered alike.
 */
const tell = async ({ send, tally, chance }: LifeParts, query: string, input: object, who: Who): Promise<Answer> => {
  const sendUntilAnswered = async (): Promise<Answer> => {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const answered = await send(query, { input }, who);
      if (answered === undefined) {
        tally.lost += 1;
        continue;
      }
      const codes = answered.errors.map(({ extensions }) => extensions['code']);
      if (codes.some((code) => code !== 'UNAVAILABLE')) throw new Error(`refused with ${codes.join(', ')}: ${JSON.stringify(answered.errors)}`);
      const answer = (answered.data as unknown as { readonly answer?: Answer } | null | undefined)?.answer;
      if (answer !== undefined && codes.length === 0) {
        tally.answered += 1;
        return answer;
      }
      tally.refused += 1;
    }
    throw new Error(`was not answered ${MOST_ATTEMPTS} times`);
  };
  const answer = await sendUntilAnswered();
  // A change that others may follow at once could read differently: what lasts is whose request it is and its ticket.
  if (answer.request !== undefined && chance.happens(0.2)) {
    tally.sentAgain += 1;
    const again = await sendUntilAnswered();
    if (again.__typename !== answer.__typename || again.request?.ticket.number !== answer.request.ticket.number) {
      throw new Error(`was told ${JSON.stringify(answer)} first and ${JSON.stringify(again)} then`);
    }
  }
  return answer;
};

/** One resident asks, and what can follow follows; what they were told was done. */
export const liveOneLife = async (parts: LifeParts): Promise<Acknowledged> => {
  const { chance } = parts;
  const secret = newSecret();
  const contact = parts.sealContact !== undefined && chance.happens(0.3) ? await parts.sealContact() : undefined;
  const requestId = randomUUID();
  const input = { id: requestId, kiosk: parts.kiosk, topic: 'public-services', mode: contact === undefined ? 'HERE_NOW' : 'CALL_ME', trackingSecret: secret, contact };
  const asked = expected(await tell(parts, REQUEST_HELP, input, {}), 'RequestHelpSuccess');
  const changeIds: string[] = [];
  const resident: Who = { headers: { authorization: `Tracking ${requestId}.${secret}` } };

  const change = async (name: ChangeName, who: Who, more: object = {}): Promise<Answer> => {
    const changeId = randomUUID();
    const answer = await tell(parts, changeQuery(name), { requestId, changeId, ...more }, who);
    if (answer.__typename === 'HelpRequestChanged') changeIds.push(changeId);
    return answer;
  };
  const mustChange = async (...call: Parameters<typeof change>): Promise<Answer> => expected(await change(...call), 'HelpRequestChanged');

  /** Members of the team that has it, or of any team when none had room, accept at once; the winner. */
  const race = async (offer: Answer['request']): Promise<Who> => {
    const own = offer?.offer?.team.code;
    const field = chance.pickSome(own === undefined ? [...parts.cookies.values()].flat() : (parts.cookies.get(own) ?? []), chance.between(1, 3));
    const taps = await Promise.all(field.map(async (cookie) => ({ who: { cookies: [cookie] }, answer: await change('acceptRequest', { cookies: [cookie] }) })));
    const winners = taps.filter(({ answer }) => answer.__typename === 'HelpRequestChanged');
    const told = taps.filter(({ answer }) => answer.__typename === 'AcceptedByAnother' && answer.memberName !== undefined);
    const [winner] = winners;
    if (winner === undefined || winners.length > 1 || told.length !== taps.length - 1) {
      throw new Error(`a race for what stood before ${own ?? 'every team'} ended with ${taps.map(({ answer }) => answer.__typename).join(', ')}`);
    }
    return winner.who;
  };

  const work = async (request: Answer['request']): Promise<void> => {
    const winner = await race(request);
    if (chance.happens(0.4)) await mustChange('startRequest', winner);
    if (chance.happens(0.2)) {
      await mustChange('forwardRequest', winner, { to: 'POST_OFFICE', reason: 'Cần giấy tờ gốc' });
      return;
    }
    await mustChange('resolveRequest', winner, { outcome: 'DONE_TOGETHER' });
    if (chance.happens(0.2)) {
      const again = await mustChange('reopenRequest', resident, { reason: 'Vẫn chưa đăng nhập được' });
      if (chance.happens(0.5)) await work(again.request);
    } else if (chance.happens(0.3)) await mustChange('rateHelp', resident, { rating: chance.between(1, 5) });
  };

  const decline = async (request: Answer['request']): Promise<void> => {
    const [cookie] = parts.cookies.get(request?.offer?.team.code ?? '') ?? [];
    if (cookie !== undefined) await mustChange('declineOffer', { cookies: [cookie] }, { reason: 'BUSY' });
    await mustChange('cancelRequest', resident);
  };

  const path = chance.between(1, 10);
  if (path <= 5) await work(asked.request);
  else if (path <= 7) await decline(asked.request);
  else if (path <= 9) await mustChange('cancelRequest', resident);
  return { requestId, ticket: asked.request?.ticket.number ?? '', changeIds };
};

const expected = (answer: Answer, type: string): Answer => {
  if (answer.__typename !== type) throw new Error(`${type} was expected, and ${JSON.stringify(answer)} came`);
  return answer;
};

/** Lives, so many at a time, until `enough` says so after one has ended. */
export const liveLives = async (parts: LifeParts, atOnce: number, enough: (lived: number) => boolean): Promise<Acknowledged[]> => {
  const lived: Acknowledged[] = [];
  const live = async (): Promise<void> => {
    while (!enough(lived.length)) lived.push(await liveOneLife(parts));
  };
  await Promise.all(Array.from({ length: atOnce }, live));
  return lived;
};

/** What was acknowledged and is not there, or is there and was acknowledged to nobody. Every life has ended by now. */
export const lostOrTwice = ({ requests }: WholeTable, lives: readonly Acknowledged[]): string[] => {
  const known = new Set(lives.map(({ requestId }) => requestId));
  return [
    ...[...requests.keys()].filter((id) => !known.has(id)).map((id) => `request ${id} was acknowledged to nobody`),
    ...lives.flatMap(({ requestId, ticket, changeIds }) => {
      const kept = requests.get(requestId);
      if (kept === undefined) return [`request ${requestId} is lost`];
      const wrong: string[] = [];
      if (kept.request.ticket.number !== ticket) wrong.push(`request ${requestId} was ticket ${ticket} and is ${kept.request.ticket.number}`);
      const there = new Set(kept.changes.map(({ changeId }) => changeId));
      const told = new Set([requestId, ...changeIds]);
      for (const id of told) if (!there.has(id)) wrong.push(`request ${requestId} lost its change ${id}`);
      for (const id of there) if (!told.has(id)) wrong.push(`request ${requestId} has a change ${id} of which nobody was told`);
      return wrong;
    }),
  ];
};
