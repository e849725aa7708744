import { randomUUID } from 'node:crypto';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditWrite, createAudit, type AuditEntry } from '../../functions/audit/audit.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const paused = (at: string, changes: Partial<AuditEntry> = {}): AuditEntry => ({
  id: randomUUID(),
  at,
  act: 'pauseTeam',
  by: { kind: 'OFFICIAL', id: 'office-1' },
  subject: { kind: 'TEAM', id: '00004-001' },
  office: { unitVersion: '2025-07-01', unitCode: '00004' },
  ...changes,
});
const write = (entry: AuditEntry) => engine.main.client.send(new TransactWriteCommand({ TransactItems: [auditWrite(engine.main, entry)] }));

it('is read by subject and by office, the latest first, page by page', async () => {
  const first = paused('2026-11-23T01:00:00.000Z');
  const second = paused('2026-11-23T02:00:00.000Z', { detail: { fields: 'status' } });
  const elsewhere = paused('2026-11-23T03:00:00.000Z', {
    subject: { kind: 'TEAM', id: '00008-001' },
    office: { unitVersion: '2025-07-01', unitCode: '00008' },
  });
  for (const entry of [first, second, elsewhere]) await write(entry);
  const audit = createAudit(engine.main);
  const latest = await audit.ofSubject(first.subject, { first: 1 });
  expect(latest.items.map(({ item }) => item)).toEqual([second]);
  expect(latest.hasNextPage).toBe(true);
  const rest = await audit.ofSubject(first.subject, { first: 1, after: latest.items[0]?.cursor });
  expect(rest.items.map(({ item }) => item)).toEqual([first]);
  expect(rest.hasNextPage).toBe(false);
  const ofOffice = await audit.ofOffice('2025-07-01', '00004', { first: 10 });
  expect(ofOffice.items.map(({ item }) => item)).toEqual([second, first]);
});

it('is never written over', async () => {
  const entry = paused('2026-11-23T04:00:00.000Z');
  await write(entry);
  await expect(write({ ...entry, act: 'mergeTeams' })).rejects.toThrow();
  const [line] = (await createAudit(engine.main).ofSubject(entry.subject, { first: 1 })).items;
  expect(line?.item.act).toBe('pauseTeam');
});
