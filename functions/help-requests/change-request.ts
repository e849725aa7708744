import type { Instant } from '../core/clock.ts';
import { contentHash, isUuid } from '../core/ids.ts';
import { fail, succeed } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import type { Principal } from '../identity/principal.ts';
import { admitChange } from './decide-change.ts';
import type { ChangeFailure } from './failures.ts';
import { invalid } from './failures.ts';
import type { SaveOutcome, Saving } from './help-request-store.dynamo.ts';
import type { HelpRequest, HelpRequestChange } from './help-request.ts';
import type { HelpRequestParts } from './parts.ts';
import type { Caller, Standing } from './permission.ts';
import { actorOf, isTrackedBy, standingOf } from './permission.ts';
import type { LaterChange } from './states.ts';
import { startsFrom } from './states.ts';

export type ChangeAsk = { readonly requestId: string; readonly changeId: string };

/** Somebody else wrote between our reading and our writing: read again, decide again. */
const MOST_ATTEMPTS = 12;

/** What a change does once it is admitted: saves through `save`, and says how that ended and what is now. */
export type CarryOut = (admitted: {
  readonly request: HelpRequest;
  readonly standing: Exclude<Standing, { kind: 'none' }>;
  readonly now: Instant;
  readonly save: (saving: Pick<Saving, 'after' | 'places' | 'decision'>) => Promise<SaveOutcome>;
}) => Promise<{ readonly outcome: SaveOutcome; readonly after: HelpRequest }>;

/**
 * The shape of every change: read the request and the change's id, decide, save under the same conditions. A change that
 * came before gives its answer again; the same id with other content is refused.
 */
export const changeRequest = async (
  parts: HelpRequestParts,
  principal: Principal,
  kind: LaterChange,
  ask: ChangeAsk & { readonly reason?: string | undefined },
  carryOut: CarryOut,
): Promise<Result<HelpRequest, ChangeFailure>> => {
  if (principal.kind === 'anonymous') return fail({ type: 'NotSignedIn' });
  const requestId = ask.requestId.toLowerCase();
  const changeId = ask.changeId.toLowerCase();
  if (!isUuid(requestId)) return fail(invalid('NOT_A_UUID', 'requestId'));
  if (!isUuid(changeId)) return fail(invalid('NOT_A_UUID', 'changeId'));
  const hash = contentHash({ ...ask, requestId, changeId, kind });

  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const now = parts.clock();
    const [{ request, change }, caller] = await Promise.all([
      parts.store.requestAndChange(requestId, changeId),
      callerOf(parts, principal),
    ]);
    if (caller.kind === 'anonymous') return fail({ type: 'NotSignedIn' });
    if (request === undefined || (caller.kind === 'resident' && !isTrackedBy(request, principal))) {
      return fail({ type: 'NotFound', kind: 'HELP_REQUEST' });
    }
    if (change !== undefined) {
      const isRepeat = isSameActor(change, principal) && change.contentHash === hash;
      return isRepeat ? succeed(request) : fail({ type: 'IdAlreadyUsed' });
    }
    const admitted = admitChange(request, standingOf(request, caller), kind, now);
    if (!admitted.ok) return admitted;
    const save = ({ after, places, decision }: Pick<Saving, 'after' | 'places' | 'decision'>) =>
      parts.store.save({
        before: request,
        startsFrom: startsFrom[kind],
        after,
        change: {
          requestId,
          changeId,
          contentHash: hash,
          revision: after.revision,
          kind,
          at: now,
          actor: actorOf(admitted.value),
          stateAfter: after.state,
          reason: ask.reason,
        },
        decision,
        places,
      });
    const { outcome, after } = await carryOut({ request, standing: admitted.value, now, save });
    if (outcome === 'SAVED') return succeed(after);
  }
  throw new Error(`a change of a help request met a conflict ${MOST_ATTEMPTS} times`);
};

/** Reads what is known about whoever asks. A member who is no longer known counts as nobody. */
export const callerOf = async (parts: HelpRequestParts, principal: Principal): Promise<Caller> => {
  switch (principal.kind) {
    case 'anonymous':
      return { kind: 'anonymous' };
    case 'teamPhone':
    case 'official':
    case 'kiosk':
      return { kind: 'other' };
    case 'resident':
      return { kind: 'resident' };
    case 'member': {
      const member = await parts.teams.member(principal.memberId);
      if (member === undefined) return { kind: 'anonymous' };
      return { kind: 'member', member, actor: await parts.permission.actorOfMember(member) };
    }
  }
};

/** A change id belongs to whoever made the change: nobody learns another's answer by guessing it. */
const isSameActor = ({ actor }: HelpRequestChange, principal: Principal): boolean =>
  actor.kind === 'MEMBER'
    ? principal.kind === 'member' && principal.memberId === actor.memberId
    : actor.kind === 'RESIDENT' && principal.kind === 'resident';
