import { randomUUID } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import { contentHash } from '../core/ids.ts';
import { geodesicMetres } from '../routing/geodesic.ts';
import type { PlaceMove } from '../routing/place-move.ts';
import type { MainTable, TransactWrite } from '../storage/client.ts';
import type { Team } from '../teams/team.ts';
import { teamQueue } from './help-request-row.ts';
import { createHelpRequestStore } from './help-request-store.dynamo.ts';
import type { HelpRequestStore } from './help-request-store.dynamo.ts';
import type { HelpRequest, HoldingTeam } from './help-request.ts';
import { holdingTeam } from './help-request.ts';

type HandOverParts = { readonly placeWrites: (move: PlaceMove) => readonly TransactWrite[]; readonly clock: Clock };

const AT_ONCE = 50;

/** Whoever changes a request at the same moment wins; it is then read again. */
const MOST_ATTEMPTS = 12;

/**
 * Gives every open request of a team to the one that it was merged into, each in one transaction with the places of both.
 * What was given before is passed over, so it can be repeated. Returns how many it gave; the index from which it reads may be
 * a moment behind, so whoever needs to be sure counts the team's open places.
 */
export const createHandOver = (main: MainTable, parts: HandOverParts) => {
  const store = createHelpRequestStore(main);
  return async (from: Team, into: Team): Promise<number> => {
    let given = 0;
    let after: string | undefined;
    for (;;) {
      const queued = await store.queued(teamQueue(from.code), after, AT_ONCE);
      for (const { id } of queued) if (await handOverOne(store, parts, id, from, into)) given += 1;
      after = queued.at(-1)?.place;
      if (queued.length < AT_ONCE) return given;
    }
  };
};

const handOverOne = async (store: HelpRequestStore, { placeWrites, clock }: HandOverParts, id: string, from: Team, into: Team): Promise<boolean> => {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const before = await store.request(id);
    if (before === undefined || holdingTeam(before)?.teamCode !== from.code) return false;
    const after = heldBy(before, into);
    const save = (move: PlaceMove) =>
      store.save({
        before,
        startsFrom: [before.state],
        after,
        change: {
          requestId: id,
          changeId: randomUUID(),
          contentHash: contentHash({ kind: 'TEAM_MERGED', from: from.code, into: into.code }),
          revision: after.revision,
          kind: 'TEAM_MERGED',
          at: clock(),
          actor: { kind: 'SYSTEM', teamCode: into.code },
          stateAfter: after.state,
        },
        places: placeWrites(move),
      });
    const takeRegardless = { teamCode: into.code, communeCode: into.communeCode };
    const outcome = await save({ takeRegardless, giveBack: { teamCode: from.code, communeCode: from.communeCode } });
    if (outcome === 'SAVED') return true;
  }
  throw new Error(`A request of a merged team met a conflict ${MOST_ATTEMPTS} times.`);
};

/** The same work in the hands of another team; the member who accepted stays. */
const heldBy = (request: HelpRequest, { code, communeCode, position }: Team): HelpRequest => {
  const holding: HoldingTeam = { teamCode: code, communeCode, distanceMetres: geodesicMetres(request.position, position) };
  return {
    ...request,
    revision: request.revision + 1,
    ...(request.state === 'WAITING'
      ? { offer: request.offer === undefined ? undefined : { ...request.offer, ...holding } }
      : { acceptance: request.acceptance === undefined ? undefined : { ...request.acceptance, ...holding } }),
  };
};
