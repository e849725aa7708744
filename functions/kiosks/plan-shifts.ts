import { randomUUID } from 'node:crypto';
import type { AuditActor, AuditEntry } from '../audit/audit.ts';
import type { Clock, Instant } from '../core/clock.ts';
import { canBeCode } from '../core/ids.ts';
import type { Period } from '../core/period.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import { askPermission, officeOfArea } from '../identity/ask-permission.ts';
import type { Principal } from '../identity/principal.ts';
import type { Area } from '../permission/area.ts';
import type { Permission } from '../permission/permission.ts';
import type { TransactWrite } from '../storage/client.ts';
import type { Teams } from '../teams/teams.ts';
import { invalid, type PlanShiftsFailure } from './failures.ts';
import type { KioskStore } from './kiosk-store.dynamo.ts';
import { revisionOf, type Kiosk } from './kiosk.ts';
import { checkShifts, MOST_SHIFTS, withShiftsOf } from './shifts.ts';

export type PlanShifts = {
  /** Code of the kiosk, and the revision of it that was seen. */
  readonly kiosk: string;
  readonly revision: number;
  /** Code of the team. */
  readonly team: string;
  /** All that the team has ahead of it there from now on; what is left out is taken back. */
  readonly shifts: readonly Period[];
};

export type ShiftParts = {
  readonly kiosks: Pick<KioskStore, 'get' | 'change' | 'booth' | 'write'>;
  readonly teams: Pick<Teams, 'team' | 'unchangedTeam'>;
  readonly permission: Permission;
  readonly auditWrite: (entry: AuditEntry) => TransactWrite;
  readonly clock: Clock;
};

/** Whoever plans at the same kiosk is told so; what is lost again and again is lost to changes of the team. */
const MOST_CONFLICTS = 20;

/**
 * Plans a team's shifts at a kiosk's booth and takes them back, with a line in the kiosk's trail and one in the team's.
 * Whoever plans answers for the team, and an office for the kiosk as well; to take back, one of the two is enough. Routing
 * reads the kiosk with each question, so the next one knows.
 */
export const createPlanShifts =
  ({ kiosks, teams, permission, auditWrite, clock }: ShiftParts) =>
  async (asked: PlanShifts, principal: Principal): Promise<Result<Kiosk, PlanShiftsFailure>> => {
    for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
      const now = clock();
      const [before, team] = await Promise.all([
        canBeCode(asked.kiosk) ? kiosks.get(asked.kiosk, true) : undefined,
        canBeCode(asked.team) ? teams.team(asked.team) : undefined,
      ]);
      if (principal.kind === 'anonymous') return fail({ type: 'NotSignedIn' });
      if (before === undefined) return fail({ type: 'NotFound', kind: 'KIOSK' });
      if (team === undefined) return fail({ type: 'NotFound', kind: 'TEAM' });
      const place = { ...(await permission.areaOfKiosk(before)), teamCode: team.code };
      const areaOfTeam = await permission.areaOfTeam(team);
      const takesBack = asked.shifts.length === 0;
      const by = await permitted(permission, principal, takesBack, place, areaOfTeam);
      if (!by.ok) return by;
      const planned = checkShifts(asked.shifts, now);
      if (!planned.ok) return planned;
      const shifts = withShiftsOf(before.shifts, team.code, planned.value, now);
      if (isPlanned(before, team.code, planned.value, now)) return succeed(before);
      if (!takesBack && team.status !== 'ACTIVE') return fail(invalid('TEAM_NOT_ACTIVE', 'team'));
      // Nobody comes to a booth from another province, and a lead could otherwise put their team at any booth of the country.
      if (!takesBack && place.provinceCode !== areaOfTeam.provinceCode) return fail(invalid('BOOTH_IN_ANOTHER_PROVINCE', 'kiosk'));
      if (shifts.length > MOST_SHIFTS) return fail(invalid('TOO_MANY_SHIFTS', 'shifts'));
      if (revisionOf(before) !== asked.revision) return fail({ type: 'KioskChangedMeanwhile', kiosk: before });
      const after: Kiosk = { ...before, shifts, revision: revisionOf(before) + 1 };
      const lines = linesOf(now, by.value, { kiosk: before.code, team: team.code }, place, areaOfTeam, planned.value.length);
      // A team that rests or is merged meanwhile would leave shifts behind that nobody keeps. Taken back they may be in any case.
      const held = takesBack ? [] : [teams.unchangedTeam(team)];
      if (await kiosks.write([kiosks.change(before, after), kiosks.booth(team.code, before.code, !takesBack), ...held, ...lines.map(auditWrite)])) return succeed(after);
    }
    throw new Error('A kiosk was contended for too long.');
  };

const permitted = async (permission: Permission, principal: Principal, takesBack: boolean, kiosk: Area, team: Area) => {
  const overKiosk = await askPermission(permission, principal, 'planShifts', [kiosk]);
  const overTeam = await askPermission(permission, principal, 'planShifts', [team]);
  if (takesBack) return overKiosk.ok ? overKiosk : overTeam;
  return overKiosk.ok ? overTeam : overKiosk;
};

/** The same sent again, or nothing new: it needs no revision and leaves no line. */
const isPlanned = ({ shifts }: Kiosk, teamCode: string, planned: readonly Period[], now: Instant): boolean =>
  JSON.stringify(withShiftsOf(shifts, teamCode, planned, now)) === JSON.stringify(withShiftsOf(shifts, '', [], now));

const linesOf = (at: Instant, by: AuditActor, { kiosk, team }: { kiosk: string; team: string }, place: Area, areaOfTeam: Area, count: number): readonly AuditEntry[] => {
  const told = { at, act: 'planShifts', by } as const;
  return [
    { ...told, id: randomUUID(), subject: { kind: 'KIOSK', id: kiosk }, office: officeOfArea(place), detail: { team, shifts: String(count) } },
    { ...told, id: randomUUID(), subject: { kind: 'TEAM', id: team }, office: officeOfArea(areaOfTeam), detail: { kiosk, shifts: String(count) } },
  ];
};
