import { describe, expect, test } from 'vitest';
import { accepted, admitChange, declined, reopened, resolved } from '../../functions/help-requests/decide-change.ts';
import type { HelpRequestState } from '../../functions/help-requests/help-request.ts';
import { holdingTeam } from '../../functions/help-requests/help-request.ts';
import { standingOf, type Caller } from '../../functions/help-requests/permission.ts';
import { laterChanges, startsFrom } from '../../functions/help-requests/states.ts';
import { MEMBER_DEFAULTS } from '../../functions/teams/team.ts';
import { anAcceptance, aRequest, AT_A_QUARTER_TO_EIGHT } from './a-request.ts';

const NOW = '2026-11-21T12:46:00.000Z';

const memberOf = (teamCode: string, id = 'member-tuan', role: 'MEMBER' | 'LEAD' = 'MEMBER'): Caller => ({
  kind: 'member',
  member: { ...MEMBER_DEFAULTS, id, displayName: id, memberships: [{ teamCode, role }], demonstration: true },
  actor: { kind: 'member', memberId: id, teams: [{ teamCode, role, unitVersion: '2025-07-01', communeCode: teamCode.slice(0, 5), provinceCode: '01' }] },
});
const resident: Caller = { kind: 'resident' };

const admits = (request: ReturnType<typeof aRequest>, caller: Caller, change: (typeof laterChanges)[number]) =>
  admitChange(request, standingOf(request, caller), change, NOW);

const states: readonly HelpRequestState[] = [
  'WAITING',
  'ACCEPTED',
  'IN_PROGRESS',
  'RESOLVED',
  'CLOSED',
  'CANCELLED',
  'FORWARDED',
];

describe('the life of a help request', () => {
  test.each(laterChanges.flatMap((change) => states.map((state) => [change, state] as const)))(
    '%s from %s happens only where the life allows it',
    (change, state) => {
      const request = aRequest({
        state,
        ...(state === 'WAITING' ? {} : { offer: undefined, acceptance: anAcceptance }),
        ...(change === 'RESUMED' ? { waitingForResident: { since: AT_A_QUARTER_TO_EIGHT, reason: 'NO_ANSWER' } } : {}),
        ...(change === 'CONTACT_ERASED' ? { hasContact: true } : {}),
        ...(state === 'RESOLVED' ? { reopenableUntil: '2026-11-28T12:46:00.000Z' } : {}),
      });
      const byResident = ['REOPENED', 'CANCELLED', 'RATED', 'CONTACT_ERASED'].includes(change);
      const allowed: readonly HelpRequestState[] = startsFrom[change];
      const admitted = admits(request, byResident ? resident : memberOf('00004-007'), change);
      expect(admitted.ok).toBe(allowed.includes(state));
      if (!admitted.ok) expect(admitted.failure).toMatchObject({ type: 'NotPossibleNow', request });
    },
  );

  test('somebody who accepts second is told who was first', () => {
    const request = aRequest({ state: 'ACCEPTED', offer: undefined, acceptance: anAcceptance });
    expect(admits(request, memberOf('00004-007', 'member-lan'), 'ACCEPTED')).toEqual({
      ok: false,
      failure: { type: 'AcceptedByAnother', request, memberName: 'Tuấn' },
    });
  });

  test('a member of a team that has nothing to do with it learns nothing', () => {
    for (const change of laterChanges) {
      expect(admits(aRequest(), memberOf('00008-001'), change)).toEqual({
        ok: false,
        failure: { type: 'NotPermitted' },
      });
    }
  });

  test('a team that declined is told how the request stands now', () => {
    const request = aRequest({ declinedBy: ['00004-002'] });
    const answer = admits(request, memberOf('00004-002'), 'ACCEPTED');
    expect(answer).toMatchObject({ ok: false, failure: { type: 'NotPossibleNow' } });
  });

  test('a resident cannot do the work of a member, nor a member speak for the resident', () => {
    expect(admits(aRequest(), resident, 'ACCEPTED')).toMatchObject({ ok: false });
    expect(admits(aRequest(), memberOf('00004-007'), 'CANCELLED')).toMatchObject({ ok: false });
  });

  test('only the accepting member and a lead of the team go on with it', () => {
    const request = aRequest({ state: 'ACCEPTED', offer: undefined, acceptance: anAcceptance });
    expect(admits(request, memberOf('00004-007'), 'STARTED').ok).toBe(true);
    expect(admits(request, memberOf('00004-007', 'member-hoa', 'LEAD'), 'STARTED').ok).toBe(true);
    expect(admits(request, memberOf('00004-007', 'member-lan'), 'STARTED').ok).toBe(false);
  });

  test('any team of the commune may take what was escalated', () => {
    const request = aRequest({ offer: undefined, escalatedAt: AT_A_QUARTER_TO_EIGHT });
    expect(admits(request, memberOf('00004-001'), 'ACCEPTED').ok).toBe(true);
    expect(admits(request, memberOf('00008-001'), 'ACCEPTED').ok).toBe(false);
  });

  test('"it did not work" is heard for seven days, to the millisecond', () => {
    const request = resolved(aRequest({ state: 'IN_PROGRESS', acceptance: anAcceptance }), 'DONE_TOGETHER', NOW);
    const standing = standingOf(request, resident);
    expect(admitChange(request, standing, 'REOPENED', '2026-11-28T12:46:00.000Z').ok).toBe(true);
    expect(admitChange(request, standing, 'REOPENED', '2026-11-28T12:46:00.001Z').ok).toBe(false);
  });

  test('every change raises the revision by one and leaves the request it started from alone', () => {
    const before = aRequest();
    const copy = structuredClone(before);
    const after = accepted(before, { id: 'member-tuan', displayName: 'Tuấn' }, anAcceptance, NOW);
    expect(after.revision).toBe(before.revision + 1);
    expect(before).toEqual(copy);
  });

  test('a team holds a place while it is asked or at work, and never after', () => {
    expect(holdingTeam(aRequest())?.teamCode).toBe('00004-007');
    const atWork = aRequest({ state: 'IN_PROGRESS', offer: undefined, acceptance: anAcceptance });
    expect(holdingTeam(atWork)?.teamCode).toBe('00004-007');
    for (const state of ['RESOLVED', 'CLOSED', 'CANCELLED', 'FORWARDED'] as const) {
      expect(holdingTeam({ ...atWork, state })).toBeUndefined();
    }
  });

  test('a team that declined is not asked again for the same asking, but is after a reopening', () => {
    const twice = declined(declined(aRequest(), '00004-007'), '00004-007');
    expect(twice.declinedBy).toEqual(['00004-007']);
    expect(reopened(twice)).toMatchObject({ state: 'WAITING', declinedBy: [], revision: twice.revision + 1 });
  });
});
