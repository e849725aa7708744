import type { AuditActor, AuditEntry } from '../audit/audit.ts';
import type { Clock, Instant } from '../core/clock.ts';
import { canBeCode, isUuid } from '../core/ids.ts';
import type { Position } from '../core/position.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import { askPermission } from '../identity/ask-permission.ts';
import type { Principal } from '../identity/principal.ts';
import { holderRef } from '../identity/session.ts';
import type { Sessions } from '../identity/sessions.ts';
import type { Area } from '../permission/area.ts';
import type { Permission } from '../permission/permission.ts';
import type { Act } from '../permission/policy.ts';
import type { RateLimits } from '../rate-limits/rate-limits.ts';
import type { TransactWrite } from '../storage/client.ts';
import { checkName, checkNewKiosk, checkPosition, isKioskCode, type NewKiosk } from './describe-kiosk.ts';
import { invalid, type ChangeKioskFailure, type InvalidInput, type NotFound, type NotPermitted, type NotSignedIn, type PairKioskFailure, type UnpairKioskFailure } from './failures.ts';
import type { KioskStore } from './kiosk-store.dynamo.ts';
import { revisionOf, type Kiosk } from './kiosk.ts';
import { readPairingCode } from './pairing-code.ts';
import type { PairingStore } from './pairing-store.dynamo.ts';

export type OfficeParts = {
  readonly kiosks: Pick<KioskStore, 'get' | 'change' | 'write'>;
  readonly pairings: Pick<PairingStore, 'pairing' | 'use' | 'forget'>;
  readonly sessions: Pick<Sessions, 'sessionsOf' | 'ending' | 'end'>;
  readonly permission: Permission;
  readonly rateLimits: RateLimits;
  readonly auditWrite: (entry: AuditEntry) => TransactWrite;
  readonly clock: Clock;
};

export type PairKiosk = { readonly id: string; readonly pairingCode: string; readonly kiosk: string; readonly newKiosk?: NewKiosk | undefined };
export type KioskMove = { readonly unitVersion: string; readonly communeCode: string; readonly position: Position };
type Change = { readonly id: string; readonly kiosk: string; readonly revision: number };

/** Conflicts with other writers before a fault is admitted; each is answered by reading again. */
const MOST_CONFLICTS = 5;

/** What an office does with kiosks: pair, unpair, rename, move. Each leaves a line in the trail, in the same write. */
export const createKioskOffice = (parts: OfficeParts) => {
  const { kiosks, pairings, sessions, permission, clock } = parts;

  const permitted = (principal: Principal, act: Act, area: Area) => askPermission(permission, principal, act, [area]);

  /** Pairs the device that shows this code with a kiosk, new or known. A known kiosk's earlier device is put out at once. */
  const pairKiosk = async (asked: PairKiosk, principal: Principal, address: string): Promise<Result<Kiosk, PairKioskFailure>> => {
    if (!isUuid(asked.id)) return fail(invalid('NOT_A_UUID', 'id'));
    if (!isKioskCode(asked.kiosk)) return fail(invalid('NOT_A_KIOSK_CODE', 'kiosk'));
    if (principal.kind === 'anonymous' || principal.kind === 'resident') return fail({ type: 'NotSignedIn' });
    const taken = await parts.rateLimits.takeTry('pairingCode', { principal, address });
    if (!taken.ok) return taken;
    const code = readPairingCode(asked.pairingCode);
    for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
      const now = clock();
      const pairing = code === undefined ? undefined : await pairings.pairing(code);
      const before = await kiosks.get(asked.kiosk, true);
      if (pairing === undefined || pairing.endsAt <= now) return fail({ type: 'PairingCodeUnknown' });
      if (pairing.used !== undefined && (pairing.used.id !== asked.id || before?.device?.keyId !== pairing.keyId)) return fail({ type: 'PairingCodeUnknown' });
      const described = describe(asked, before, pairing.used !== undefined);
      if (!described.ok) return described;
      const area = await areaOf(described.value);
      if (area === undefined) return fail(invalid('UNKNOWN_UNIT', 'newKiosk', 'communeCode'));
      const allowed = await permitted(principal, 'pairKiosk', area);
      if (!allowed.ok) return allowed;
      if (pairing.used === undefined) {
        const after = grown(described.value, before, { ...keptUnder(area, described.value), device: { keyId: pairing.keyId, pairedAt: now } });
        const putOut = before?.device === undefined ? [] : [pairings.forget(before.device.keyId), ...(await endings(after.code))];
        const entry = line(asked.id, 'pairKiosk', allowed.value, after, now, { key: pairing.keyId.slice(0, 8) });
        const used = { id: asked.id, kioskCode: after.code, officialId: allowed.value.id };
        const written = await kiosks.write([kiosks.change(before, after), ...pairings.use(pairing, used), ...putOut, parts.auditWrite(entry)]);
        if (!written) continue;
      }
      await taken.value.giveBack();
      return succeed(described.value === before && pairing.used !== undefined ? before : ((await kiosks.get(asked.kiosk, true)) ?? described.value));
    }
    throw new Error('A kiosk was contended for too long.');
  };

  /** The device is put out at once: its sessions end with the pairing, and it shows a code again. Unpaired already: nothing changes. */
  const unpairKiosk = async ({ id, kiosk: code }: Omit<Change, 'revision'>, principal: Principal): Promise<Result<Kiosk, UnpairKioskFailure>> => {
    for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
      const found = await knownKiosk({ id, kiosk: code }, principal, 'unpairKiosk');
      if (!found.ok) return found;
      const { before, by } = found.value;
      if (before.device === undefined) return succeed(before);
      const { device, ...rest } = before;
      const after = grown(rest, before, {});
      const entry = line(id, 'unpairKiosk', by, after, clock(), { key: device.keyId.slice(0, 8) });
      if (!(await kiosks.write([kiosks.change(before, after), pairings.forget(device.keyId), ...(await endings(code)), parts.auditWrite(entry)]))) continue;
      // One that opened while this was being written; none can open from now on.
      for (const { id: sessionId } of await sessions.sessionsOf(refOf(code))) await sessions.end(refOf(code), sessionId);
      return succeed(after);
    }
    throw new Error('A kiosk was contended for too long.');
  };

  const renameKiosk = async (asked: Change & { readonly name: string }, principal: Principal): Promise<Result<Kiosk, ChangeKioskFailure>> => {
    const name = checkName(asked.name, 'name');
    return name.ok ? changeKiosk(asked, principal, { name: name.value }, 'name') : name;
  };

  /** To another place, and perhaps another commune: whoever moves it has to answer for both. */
  const moveKiosk = async (asked: Change & KioskMove, principal: Principal): Promise<Result<Kiosk, ChangeKioskFailure>> => {
    const position = checkPosition(asked.position, 'position');
    if (!position.ok) return position;
    const { unitVersion, communeCode } = asked;
    const area = await areaOf({ code: asked.kiosk, unitVersion, communeCode });
    if (area === undefined) return fail(invalid('UNKNOWN_UNIT', 'communeCode'));
    const there = await permitted(principal, 'changeKiosk', area);
    return there.ok ? changeKiosk(asked, principal, { ...keptUnder(area, asked), position: position.value }, 'position') : there;
  };

  const changeKiosk = async (asked: Change, principal: Principal, changes: Partial<Kiosk>, what: string): Promise<Result<Kiosk, ChangeKioskFailure>> => {
    for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
      const found = await knownKiosk(asked, principal, 'changeKiosk');
      if (!found.ok) return found;
      const { before, by } = found.value;
      // A repeat of what has been done is done; anything else was decided on what is no longer so.
      if (revisionOf(before) === asked.revision + 1 && isAlready(before, changes)) return succeed(before);
      if (revisionOf(before) !== asked.revision) return fail({ type: 'KioskChangedMeanwhile', kiosk: before });
      const after = grown(before, before, changes);
      const entry = line(asked.id, 'changeKiosk', by, after, clock(), { what });
      if (await kiosks.write([kiosks.change(before, after), parts.auditWrite(entry)])) return succeed(after);
    }
    throw new Error('A kiosk was contended for too long.');
  };

  const knownKiosk = async ({ id, kiosk }: { readonly id: string; readonly kiosk: string }, principal: Principal, act: Act): Promise<Result<{ before: Kiosk; by: AuditActor }, InvalidInput | NotFound | NotSignedIn | NotPermitted>> => {
    if (!isUuid(id)) return fail(invalid('NOT_A_UUID', 'id'));
    const before = canBeCode(kiosk) ? await kiosks.get(kiosk, true) : undefined;
    if (before === undefined) return principal.kind === 'anonymous' ? fail({ type: 'NotSignedIn' }) : fail({ type: 'NotFound', kind: 'KIOSK' });
    const allowed = await permitted(principal, act, await permission.areaOfKiosk(before));
    return allowed.ok ? succeed({ before, by: allowed.value }) : allowed;
  };

  const areaOf = async (kiosk: Pick<Kiosk, 'code' | 'unitVersion' | 'communeCode'>): Promise<Area | undefined> => {
    const area = await permission.areaOfKiosk(kiosk);
    return area.communeCode === undefined ? undefined : area;
  };

  /** Ends whatever sessions a kiosk has: few, since a device's new session takes the place of its old one. */
  const endings = async (code: string): Promise<readonly TransactWrite[]> =>
    (await sessions.sessionsOf(refOf(code))).slice(0, MOST_ENDINGS).map(({ id }) => sessions.ending(refOf(code), id));

  return { pairKiosk, unpairKiosk, renameKiosk, moveKiosk };
};

export type KioskOffice = ReturnType<typeof createKioskOffice>;

/** A transaction takes 100 writes; what is beyond this is ended right after it. */
const MOST_ENDINGS = 50;

const refOf = (kioskCode: string): string => holderRef({ kind: 'kiosk', kioskCode });

const grown = (kiosk: Kiosk, before: Kiosk | undefined, changes: Partial<Kiosk>): Kiosk => ({ ...kiosk, ...changes, revision: before === undefined ? 1 : revisionOf(before) + 1 });

/** Under the list in force, where that can be told: a screen may have been opened the day before. */
const keptUnder = ({ unitVersion, communeCode }: Area, asked: Pick<Kiosk, 'unitVersion' | 'communeCode'>): Pick<Kiosk, 'unitVersion' | 'communeCode'> => ({
  unitVersion: unitVersion ?? asked.unitVersion,
  communeCode: communeCode ?? asked.communeCode,
});

const isAlready = (kiosk: Kiosk, changes: Partial<Kiosk>): boolean => JSON.stringify({ ...kiosk, ...changes }) === JSON.stringify(kiosk);

/** The kiosk that the code is for: one that is there, or the new one that is described. */
const describe = ({ kiosk, newKiosk }: PairKiosk, before: Kiosk | undefined, isRepeat: boolean): Result<Kiosk, InvalidInput | NotFound> => {
  if (before === undefined) return newKiosk === undefined ? fail({ type: 'NotFound', kind: 'KIOSK' }) : checkNewKiosk(kiosk, newKiosk);
  return newKiosk === undefined || isRepeat ? succeed(before) : fail(invalid('KIOSK_EXISTS', 'kiosk'));
};

const line = (id: string, act: 'pairKiosk' | 'unpairKiosk' | 'changeKiosk', by: AuditActor, kiosk: Kiosk, at: Instant, detail: Record<string, string>): AuditEntry => ({
  id,
  at,
  act,
  by,
  subject: { kind: 'KIOSK', id: kiosk.code },
  office: { unitVersion: kiosk.unitVersion, unitCode: kiosk.communeCode },
  detail,
});
