import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKiosks } from '../../functions/kiosks/kiosks.ts';
import type { Kiosks } from '../../functions/kiosks/kiosks.ts';
import type { Kiosk } from '../../functions/kiosks/kiosk.ts';
import { rowOfKiosk } from '../../functions/kiosks/kiosk-row.ts';
import { startEngine } from '../support/engine.ts';
import type { TestEngine } from '../support/engine.ts';

let engine: TestEngine;
let kiosks: Kiosks;

beforeAll(async () => {
  engine = await startEngine();
  kiosks = createKiosks(engine.main);
});

afterAll(() => engine.stop());

const kiosk: Kiosk = {
  code: 'cau-may',
  name: 'Phố đi bộ Cầu Mây',
  unitVersion: '2025-07-01',
  communeCode: '03006',
  position: { lat: 22.3364, lon: 103.8438 },
  letter: 'B',
  openingHours: 'Sa 17:00-23:00',
  contactPoint: { name: 'Uỷ ban nhân dân phường', phone: '+842170000427' },
  shifts: [{ teamCode: '03006-001', from: '2026-11-28T11:00:00.000Z', until: '2026-11-28T15:00:00.000Z' }],
  demonstration: true,
};

describe('an enrolled kiosk', () => {
  it('is found by the code in its address, as it was saved', async () => {
    await kiosks.saveKiosk(kiosk);
    expect(await kiosks.kiosk('cau-may')).toEqual(kiosk);
    expect(await kiosks.kiosk('another')).toBeUndefined();
  });

  it('is replaced as a whole when it is saved again', async () => {
    await kiosks.saveKiosk({ ...kiosk, shifts: [], letter: 'C' });
    expect(await kiosks.kiosk('cau-may')).toEqual({ ...kiosk, shifts: [], letter: 'C' });
  });

  it.each([
    ['a letter that is not one capital', { letter: 'bb' }],
    ['hours that cannot be read', { openingHours: 'evenings' }],
    ['a place outside Vietnam', { position: { lat: 48.85, lon: 2.35 } }],
    ['a contact number that is not E.164', { contactPoint: { name: 'Xã', phone: '02143 000 000' } }],
    ['a shift that ends before it begins', { shifts: [{ teamCode: 'x', from: '2026-11-28T15:00:00.000Z', until: '2026-11-28T11:00:00.000Z' }] }],
  ])('is not saved with %s', async (_what, wrong: Partial<Kiosk>) => {
    await expect(kiosks.saveKiosk({ ...kiosk, code: 'wrong-one', ...wrong })).rejects.toThrow();
    expect(await kiosks.kiosk('wrong-one')).toBeUndefined();
  });

  it('is refused when read if something else wrote a broken row', async () => {
    const row = { ...rowOfKiosk({ ...kiosk, code: 'broken' }), letter: 5 };
    await engine.main.client.send(new PutCommand({ TableName: engine.main.name, Item: row }));
    await expect(kiosks.kiosk('broken')).rejects.toThrow(/letter|string/i);
  });
});
