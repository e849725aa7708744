import type { RequestCardFragment, RoutingMode } from '../../gql/graphql.ts';

export type Card = RequestCardFragment;
export type Place = { readonly lat: number; readonly lon: number };
export type TeamOnPhone = {
  readonly id: string;
  readonly name: string;
  readonly communeName: string;
  readonly onDuty: boolean;
  readonly demonstration: boolean;
  readonly position: Place;
};

/** Why a request stands in a team's queue, as the member sees it. */
export type Standing = 'offered' | 'mine' | 'colleague' | 'nobody';

/** One team's queue in the order in which it is shown; each list oldest first. */
export type TeamQueue = { readonly team: TeamOnPhone; readonly more: boolean } & { readonly [standing in Standing]: readonly Card[] };

export const standingOf = (card: Card, teamId: string): Standing | undefined => {
  if (card.state === 'ACCEPTED' || card.state === 'IN_PROGRESS') {
    if (card.acceptance?.team.id !== teamId) return undefined;
    return card.acceptance.byMe ? 'mine' : 'colleague';
  }
  if (card.state !== 'WAITING') return undefined;
  if (card.offer?.team.id === teamId) return 'offered';
  return card.escalatedAt === null || card.escalatedAt === undefined ? undefined : 'nobody';
};

/** `more`: the queue is longer than what was asked for. */
export const sortQueue = (team: TeamOnPhone, cards: readonly Card[], more = false): TeamQueue => {
  const lists: Record<Standing, Card[]> = { offered: [], mine: [], colleague: [], nobody: [] };
  for (const card of cards) {
    const standing = standingOf(card, team.id);
    if (standing !== undefined) lists[standing].push(card);
  }
  return { team, more, ...lists };
};

/** How soon somebody is wanted: who sits at the machine before who waits for a call, and so on. */
const URGENCY: Readonly<Record<RoutingMode, number>> = { HERE_NOW: 0, CALL_ME: 1, VISIT: 2, APPOINTMENT: 2 };

export type LitOffer = { readonly team: TeamOnPhone; readonly card: Card };

/** The offer that gets the light: the most urgent kind, of these the one asked first. */
export const litOffer = (queues: readonly TeamQueue[]): LitOffer | undefined =>
  queues
    .flatMap(({ team, offered }) => offered.map((card) => ({ team, card })))
    .sort((a, b) => URGENCY[a.card.mode] - URGENCY[b.card.mode] || a.card.requestedAt.localeCompare(b.card.requestedAt))[0];
