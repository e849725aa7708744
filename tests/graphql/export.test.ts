import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aTeam } from '../support/lane.ts';
import { openStation, type OpenStation } from '../support/station.ts';

let station: OpenStation;
beforeAll(async () => {
  station = await openStation([aTeam(1), aTeam(2, { name: '=1+1' })]);
});
afterAll(() => station.stop());

const officeOf = async (unitCode: string): Promise<string> => {
  const { accessToken } = await station.identity.openSession({ kind: 'official', officialId: `office-${unitCode}`, role: 'COMMUNE', unitVersion: '2025-07-01', unitCode });
  return `session=${accessToken}`;
};
const get = (what: string, unit: string, ...cookies: string[]) => station.call({ path: `/export/${what}.csv`, query: `unit=${unit}`, cookies });

describe('an export over HTTP', () => {
  it('is a file for a spreadsheet that runs nothing in it', async () => {
    const { statusCode, headers, body } = await get('teams', '00004', await officeOf('00004'));
    expect([statusCode, headers?.['content-type'], headers?.['content-disposition'], headers?.['cache-control']]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'attachment; filename="teams-00004.csv"',
      'no-store',
    ]);
    expect(body).toMatch(/^\u{FEFF}code,name,unit_code,/u);
    expect(body?.split('\r\n').slice(1, 3).map((line) => line.split(',').slice(0, 3))).toEqual([
      ['00004-001', 'Tổ dân phố số 1', '00004'],
      ['00004-002', "'=1+1", '00004'],
    ]);
    expect((await get('members', '00004', await officeOf('00004'))).body).toMatch(/\r\n00004-001,Lan,,LEAD,/u);
  });

  it('is for the office of the unit: a stranger is told to sign in, and others find nothing', async () => {
    expect((await get('teams', '00004')).statusCode).toBe(401);
    const others = [await officeOf('00008'), await station.signIn('00004-001-lan')];
    for (const cookie of others) expect((await get('members', '00004', cookie)).statusCode).toBe(404);
  });

  it('is of one unit, and only read', async () => {
    const office = await officeOf('00004');
    for (const unit of ['', '99999', '0000', '00004/']) expect((await get('teams', unit, office)).statusCode).toBe(404);
    expect((await station.call({ method: 'POST', path: '/export/teams.csv', query: 'unit=00004', cookies: [office] })).statusCode).toBe(405);
  });
});
