import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditWrite, keepLine } from '../../functions/audit/audit.ts';
import { createBulk, MOST_ROWS_AT_ONCE, type Bulk } from '../../functions/bulk/bulk.ts';
import type { ExportWhat } from '../../functions/bulk/export.ts';
import type { SheetRow } from '../../functions/bulk/sheet.ts';
import type { Principal } from '../../functions/identity/principal.ts';
import { catalogue } from '../../functions/topics/catalogue.ts';
import { createContacts } from '../../functions/contacts/contacts.ts';
import { createUnits } from '../../functions/units/units.ts';
import { aMember, aTeam } from '../support/lane.ts';
import { asOffice, BA_DINH, NGOC_HA, openOffice, type Office } from '../support/organisation.ts';

let office: Office;
let bulk: Bulk;
beforeAll(async () => {
  office = await openOffice();
  const { main, teams, permission, clock } = office;
  bulk = createBulk({
    teams,
    permission,
    units: createUnits(main),
    contacts: createContacts(office.contacts, office.contactKey, clock.now),
    skills: catalogue.skills.map(({ code }) => code),
    auditWrite: (entry) => auditWrite(main, entry),
    keepLine: (entry) => keepLine(main, entry),
    clock: clock.now,
  });
});
afterAll(() => office.stop());

const stranger: Principal = { kind: 'anonymous' };
const importId = randomUUID();
const send = (principal: Principal, what: ExportWhat, rows: readonly SheetRow[], dryRun = false) =>
  bulk.importRows(principal, { what, importId, dryRun, rows: rows.map((row, at) => ({ line: at + 2, row })) });
const team = (code: string, unit: string): SheetRow => ({ code, name: `Tổ ${code}`, unit_code: unit, lat: '21.03', lon: '105.85' });

const exported = async (principal: Principal, what: ExportWhat, unitCode?: string) => {
  const result = await bulk.exportRows(principal, what, unitCode);
  if (!result.ok) return result.failure.type;
  const rows: SheetRow[] = [];
  for await (const row of result.value.rows) rows.push(row);
  return { columns: result.value.columns, rows };
};

describe('an office that imports from the console', () => {
  it('is told for each row what became of it, and reaches over its own area alone', async () => {
    const rows = [team('bulk-1', BA_DINH), team('bulk-2', NGOC_HA), { ...team('bulk-3', BA_DINH), lat: 'x' }];
    const result = await send(asOffice('COMMUNE', BA_DINH), 'teams', rows);
    if (!result.ok) throw new Error(result.failure.type);
    expect(result.value.counts).toEqual({ added: 1, changed: 0, unchanged: 0, refused: 2 });
    expect(result.value.refused.map(({ line, problems }) => [line, problems[0]?.reason])).toEqual([[3, 'NOT_PERMITTED'], [4, 'NOT_A_NUMBER']]);
    expect(await send(asOffice('COMMUNE', BA_DINH), 'teams', rows)).toMatchObject({ ok: true, value: { counts: { added: 0, unchanged: 1 } } });
  });

  it('sends numbers that the device sealed, and no others', async () => {
    await office.teams.changeTeam(aTeam(7));
    const { code } = aTeam(7);
    const jwe = office.seal({ phone: '+84912345678' });
    const result = await send(asOffice('COMMUNE', BA_DINH), 'members', [
      { team_code: code, full_name: 'An', phone: jwe },
      { team_code: code, full_name: 'Bình', phone: '0912345678' },
    ]);
    expect(result).toMatchObject({ ok: true, value: { counts: { added: 1, refused: 1 }, refused: [{ line: 3, problems: [{ column: 'phone', reason: 'NOT_A_PHONE' }] }] } });
    const [an] = await office.teams.membersOf(code);
    expect(await office.openContact({ kind: 'MEMBER', id: an?.id ?? '' })).toMatchObject({ ok: true, value: { phone: '+84912345678' } });
  });

  it('sends so many rows at once and no more; a stranger sends none', async () => {
    const rows = Array.from({ length: MOST_ROWS_AT_ONCE + 1 }, (_, at) => team(`many-${at}`, BA_DINH));
    expect(await send(asOffice('COMMUNE', BA_DINH), 'teams', rows)).toEqual({ ok: false, failure: { type: 'InvalidInput', field: ['rows'], reason: 'TOO_MANY_ROWS', limit: MOST_ROWS_AT_ONCE } });
    expect(await send(asOffice('COMMUNE', BA_DINH), 'teams', [])).toMatchObject({ ok: false, failure: { reason: 'NO_ROWS' } });
    expect(await send(stranger, 'teams', [team('bulk-9', BA_DINH)])).toEqual({ ok: false, failure: { type: 'NotSignedIn' } });
  });
});

describe('an export', () => {
  it('gives an office the teams and people of its own area, in order and without numbers, and leaves a line in the trail', async () => {
    const { code } = aTeam(8);
    await office.teams.changeTeam(aTeam(8, { communeCode: NGOC_HA }));
    await office.teams.saveMember({ ...aMember(code, 'Lan'), hasPhone: true });
    const own = asOffice('COMMUNE', NGOC_HA);
    expect(await exported(own, 'teams', NGOC_HA)).toMatchObject({ rows: [{ code, unit_code: NGOC_HA }] });
    expect(await exported(own, 'members', NGOC_HA)).toMatchObject({ rows: [{ team_code: code, full_name: 'Lan', phone: '' }] });
    expect((await office.trailOfOffice(NGOC_HA)).map(({ act }) => act)).toEqual(expect.arrayContaining(['exportTeams', 'exportMembers']));
  });

  it('gives nobody another’s area', async () => {
    expect(await exported(asOffice('COMMUNE', NGOC_HA), 'members', BA_DINH)).toBe('NotPermitted');
    expect(await exported(asOffice('PROVINCE', '79'), 'teams', BA_DINH)).toBe('NotPermitted');
    expect(await exported(asOffice('PROVINCE', '01'), 'teams')).toBe('NotPermitted');
    expect(await exported(asOffice('NATIONAL'), 'teams')).toMatchObject({ rows: expect.arrayContaining([expect.objectContaining({ unit_code: NGOC_HA })]) });
    expect(await exported(stranger, 'teams', BA_DINH)).toBe('NotSignedIn');
    expect(await exported(asOffice('NATIONAL'), 'teams', '99999')).toBe('NotFound');
  });
});
