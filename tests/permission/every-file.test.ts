import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { files } from './table-files.ts';
import { openTableWorld, type TableWorld } from './table-world.ts';
import { areas, principals, type AreaName, type PrincipalName } from './table.ts';

let world: TableWorld;
beforeAll(async () => {
  world = await openTableWorld();
});
afterAll(() => world.stop());

/** 404 hides whether there is anything. */
const REFUSALS: readonly (number | undefined)[] = [401, 403, 404];

const mayFetch = async (path: string, name: PrincipalName, area: AreaName): Promise<boolean> => {
  const { statusCode } = await world.callAs(name, { path, query: `unit=${world.areas[area].commune}` });
  if (!REFUSALS.includes(statusCode)) expect(statusCode, `${name} fetches ${path} of the ${area} area`).toBe(200);
  return statusCode === 200;
};

describe('a file of one’s own, a neighbouring and a foreign commune is given to nobody but whom the table names:', () => {
  test.each(Object.entries(files))('%s', async (path, expected) => {
    const found = await Promise.all(
      areas.map(async (area) => {
        const allowed = await Promise.all(principals.map((name) => mayFetch(path, name, area)));
        return principals.filter((_name, at) => allowed[at]).join(' ');
      }),
    );
    expect(found).toEqual(expected);
  });

  test.each(Object.keys(files))('and %s of a whole province to no office of one of its communes', async (path) => {
    const { statusCode } = await world.callAs('commune', { path, query: `unit=${world.areas.own.province}` });
    expect(REFUSALS).toContain(statusCode);
    expect((await world.callAs('province', { path, query: `unit=${world.areas.own.province}` })).statusCode).toBe(200);
  });
});
