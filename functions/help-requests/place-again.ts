import type { Instant } from '../core/clock.ts';
import type { PlaceMove } from '../routing/place-move.ts';
import type { SaveOutcome, Saving } from './help-request-store.dynamo.ts';
import type { HelpRequest, HoldingTeam } from './help-request.ts';
import type { PlacingParts } from './parts.ts';
import { knownKiosk, placeRequest, type Placement, type PlacementPlan } from './placing.ts';

/** Saves what came of a change together with its line of the history. */
export type Save = (saving: Pick<Saving, 'after' | 'places' | 'decision'>) => Promise<SaveOutcome>;

/**
 * Puts a request that waits again before the nearest team that can take it. The old place is given back in the same
 * transaction that takes the new one.
 */
export const placeAgain = async (
  parts: PlacingParts,
  waiting: HelpRequest,
  now: Instant,
  save: Save,
  giveBack: PlaceMove['giveBack'],
): Promise<Placement> => {
  const kiosk = await knownKiosk(parts, waiting.kioskCode);
  const place = (back: PlaceMove['giveBack']): Promise<Placement> =>
    placeRequest(parts, waiting, kiosk, now, ({ after, decision, taker }: PlacementPlan) =>
      save({ after, decision, places: parts.placeWrites({ giveBack: back, take: placeOf(taker) }) }),
    );
  const placed = await place(giveBack);
  // No place to take can be missing where none was taken: the team has left its page, with the place that it held.
  return placed.outcome === 'NO_PLACE' && giveBack !== undefined ? place(undefined) : placed;
};

const placeOf = (taker: PlacementPlan['taker']): PlaceMove['take'] =>
  taker === undefined ? undefined : { teamCode: taker.teamId, communeCode: taker.communeCode };

/** Where the place of the holding team is now: the team may have moved to another commune since it took it. */
export const placeHeld = async (parts: Pick<PlacingParts, 'teams'>, holding: HoldingTeam | undefined): Promise<PlaceMove['giveBack']> => {
  if (holding === undefined) return undefined;
  const [team] = await parts.teams.teams([holding.teamCode]);
  return team === undefined ? undefined : { teamCode: team.code, communeCode: team.communeCode };
};
