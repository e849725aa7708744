import { randomUUID } from 'node:crypto';
import { auditActorOf } from '../audit/audit-actor.ts';
import { auditWrite, COUNTRY } from '../audit/audit.ts';
import type { Instant } from '../core/clock.ts';
import type { Page, PageQuestion } from '../core/pages.ts';
import { LARGEST_PAGE } from '../core/pages.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { Actor } from '../permission/actor.ts';
import { may } from '../permission/policy.ts';
import type { MainTable } from '../storage/client.ts';
import type { AdminUnit } from './admin-unit.ts';
import { faultsOfUnits, refusedFor, type ExpectedCounts, type UnitListRefused } from './check-units.ts';
import { beginningOf } from './follow-list.ts';
import { changesBetween, communesTouched, type TouchedBy, type UnitChange } from './list-changes.ts';
import { readUnitRows, type UnitCells, type UnknownFormer } from './listed-row.ts';
import { beginListMove } from './list-move-store.dynamo.ts';
import type { UnitList } from './succession.ts';
import { createUnitListStore } from './unit-list-store.dynamo.ts';
import { listHash, versionOf } from './unit-list-row.ts';

export type ImportUnitList = {
  /** The day from which the list is in force, which becomes its name: `2027-01-01`. It may lie ahead. */
  readonly version: string;
  /** Who imports: `importUnits` in the policy. */
  readonly actor: Actor;
  readonly now: Instant;
  /** Teams kept under a commune, as `createTeams(main).teamsOfCommune` gives them. */
  readonly teamsOfCommune: OfCommune;
  /** Kiosks kept under a commune, as `createKiosks(main).kiosksWithin` gives them. */
  readonly kiosksOfCommune: OfCommune;
  /** How many units the decree names, when known: another number refuses the list. */
  readonly expected?: ExpectedCounts | undefined;
  /** Only tells what would change. */
  readonly dryRun?: boolean | undefined;
};

type OfCommune = (version: string, communeCode: string, page: PageQuestion) => Promise<Page<{ readonly code: string }>>;

export type TouchedKiosk = { readonly kioskCode: string; readonly communeCode: string; readonly why: TouchedBy };
export type TouchedTeam = { readonly teamCode: string; readonly communeCode: string; readonly why: TouchedBy };

export type UnitImportReport = {
  readonly version: string;
  readonly formerVersion?: string | undefined;
  /** WRITTEN; ALREADY_THERE: the same list was imported before, nothing was written; DRY_RUN. */
  readonly outcome: 'WRITTEN' | 'ALREADY_THERE' | 'DRY_RUN';
  readonly provinces: number;
  readonly communes: number;
  readonly changes: readonly UnitChange[];
  readonly unknownFormers: readonly UnknownFormer[];
  /** Teams of the list before whose commune is not the same any more, by team. */
  readonly teamsTouched: readonly TouchedTeam[];
  /** The same of kiosks. */
  readonly kiosksTouched: readonly TouchedKiosk[];
};

export type ImportUnitListFailure =
  | UnitListRefused
  | { readonly type: 'NotSignedIn' }
  | { readonly type: 'NotPermitted' }
  /** Another list is kept under this day: lists are never written over. */
  | { readonly type: 'UnitVersionTaken'; readonly version: string }
  /** Lists come one after the other: this one is not newer than the newest. */
  | { readonly type: 'UnitListNotNewer'; readonly newest: string };

/**
 * A newer official list becomes a version, from rows of a file by the names of its columns (`unitColumns`). A fault in any unit
 * refuses the whole list; former codes that nobody knows are left out and reported. The list, its version and the line of the
 * trail are one transaction: killed at any moment, all of it is there or nothing; and with them that teams, kiosks and requests
 * are to follow from the list's first day on (follow-list.ts). The same list again changes nothing.
 */
export const importUnitList = async (
  main: MainTable,
  rows: Iterable<UnitCells> | AsyncIterable<UnitCells>,
  { version, actor, now, teamsOfCommune, kiosksOfCommune, expected, dryRun = false }: ImportUnitList,
): Promise<Result<UnitImportReport, ImportUnitListFailure>> => {
  const by = auditActorOf(actor);
  if (by === undefined) return fail({ type: 'NotSignedIn' });
  if (!may(actor, 'importUnits', {})) return fail({ type: 'NotPermitted' });
  if (!isDay(version)) return fail(refusedFor([{ kind: 'NOT_A_DAY', text: version }]));

  const store = createUnitListStore(main);
  const versions = await store.versions();
  const existing = versions.find((known) => known.version === version);
  const newest = versions.at(-1);
  if (existing === undefined && newest !== undefined && newest.version > version) return fail({ type: 'UnitListNotNewer', newest: newest.version });
  const formerVersion = existing === undefined ? newest?.version : existing.formerVersion;
  const former = formerVersion === undefined ? [] : await unitsOf(store, formerVersion);

  const { units, links, unknownFormers } = readUnitRows(await allOf(rows), version, former);
  const faults = faultsOfUnits(units, expected);
  if (units.length === 0 || faults.length > 0) return fail(refusedFor(units.length === 0 ? [{ kind: 'EMPTY' }] : faults));
  const sorted = units.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const list: UnitList = { version, units: sorted, ...(formerVersion === undefined ? {} : { formerVersion }), links };
  if (existing !== undefined && existing.hash !== listHash(list)) return fail({ type: 'UnitVersionTaken', version });

  const changes = changesBetween(former, list);
  const toBe = versionOf(list, former);
  const report = async (outcome: UnitImportReport['outcome']): Promise<Result<UnitImportReport, ImportUnitListFailure>> =>
    succeed({
      version,
      formerVersion,
      outcome,
      provinces: toBe.provinces,
      communes: toBe.communes,
      changes,
      unknownFormers,
      teamsTouched: formerVersion === undefined ? [] : (await touched(formerVersion, changes, teamsOfCommune)).map(({ code, ...more }) => ({ teamCode: code, ...more })),
      kiosksTouched: formerVersion === undefined ? [] : (await touched(formerVersion, changes, kiosksOfCommune)).map(({ code, ...more }) => ({ kioskCode: code, ...more })),
    });
  if (existing !== undefined) return report('ALREADY_THERE');
  if (dryRun) return report('DRY_RUN');
  const line = auditWrite(main, {
    id: randomUUID(),
    at: now,
    act: 'importUnits',
    by,
    subject: { kind: 'UNIT_LIST', id: version },
    office: { unitVersion: formerVersion ?? version, unitCode: COUNTRY },
    detail: { provinces: String(toBe.provinces), communes: String(toBe.communes) },
  });
  const follows = formerVersion === undefined ? [] : [beginListMove(main, { version, from: beginningOf(version), by })];
  if (await store.publish(list, toBe, [line, ...follows])) return report('WRITTEN');
  // Somebody else was quicker: with the same list, which is as good, or with another.
  const winner = (await store.versions()).find((known) => known.version === version);
  return winner?.hash === toBe.hash ? report('ALREADY_THERE') : fail({ type: 'UnitVersionTaken', version });
};

/** A list is some thousands of short rows, and must be seen whole to be judged. */
const allOf = async (rows: Iterable<UnitCells> | AsyncIterable<UnitCells>): Promise<readonly UnitCells[]> => {
  const all: UnitCells[] = [];
  for await (const row of rows) all.push(row);
  return all;
};

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00.000Z`).toJSON()?.startsWith(text) === true;

const unitsOf = async (store: ReturnType<typeof createUnitListStore>, version: string): Promise<readonly AdminUnit[]> => {
  const list = await store.list(version);
  if (list === undefined) throw new Error(`The list of ${version} has a version and no units.`);
  return list.units;
};

/** Communes asked about at once: enough to be quick, few enough not to be throttled. */
const AT_ONCE = 8;

type Touched = { readonly code: string; readonly communeCode: string; readonly why: TouchedBy };

const touched = async (version: string, changes: readonly UnitChange[], ofCommune: OfCommune): Promise<readonly Touched[]> => {
  const communes = communesTouched(changes).values();
  const found: Touched[] = [];
  const lookAtCommunes = async (): Promise<void> => {
    // All share one iterator: each takes the next commune when it is free.
    for (const { communeCode, why } of communes) {
      for (let after: string | undefined, more = true; more; ) {
        const page = await ofCommune(version, communeCode, { first: LARGEST_PAGE, after });
        found.push(...page.items.map(({ item }) => ({ code: item.code, communeCode, why })));
        more = page.hasNextPage;
        after = page.items.at(-1)?.cursor;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lookAtCommunes));
  return found.sort((a, b) => (a.code < b.code ? -1 : 1));
};
