import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Position } from '../../functions/core/position.ts';
import { geodesicMetres } from '../../functions/routing/geodesic.ts';
import type { RoutableTeam } from '../../functions/routing/routable-team.ts';
import type { MainTable } from '../../functions/storage/client.ts';
import { geohashOf, hashKeyOf, rangesAround } from './s2-cover.ts';
import type { GeohashRange } from './s2-cover.ts';

export const HASH_KEY_LENGTH = 3;

/** A row of a table of dynamodb-geo, with what decides whether the team can take a request kept in it. */
export type GeoRow = {
  readonly hashKey: bigint;
  readonly rangeKey: string;
  readonly geohash: bigint;
  readonly geoJson: string;
  readonly days: readonly string[];
  readonly skills: readonly string[];
  readonly languages: readonly string[];
};

export const geoRowOf = ({ id, position, skills, languages }: RoutableTeam, days: readonly string[]): GeoRow => {
  const geohash = geohashOf(position);
  return {
    hashKey: hashKeyOf(geohash, HASH_KEY_LENGTH),
    rangeKey: id,
    geohash,
    geoJson: JSON.stringify({ type: 'Point', coordinates: [position.lon, position.lat] }),
    days,
    skills,
    languages,
  };
};

export type Read = { readonly rows: readonly GeoRow[]; readonly requests: number; readonly units: number };
export type ReadRange = (range: GeohashRange) => Promise<Read>;

/** Half a unit for each 4 KB of an eventually consistent query, the library's default; a query goes on after 1 MB. */
const PAGE_BYTES = 1_048_576;
const unitsFor = (bytes: number): number => Math.max(1, Math.ceil(bytes / 4096)) / 2;

/** DynamoDB's rule: names and text by their UTF-8 bytes, a number a byte per two digits and one more, three for a list and one for each item in it. */
const bytesOf = (row: GeoRow): number => {
  let bytes = 0;
  for (const [name, value] of Object.entries(row)) {
    bytes += name.length;
    if (typeof value === 'string') bytes += value.length;
    else if (typeof value === 'bigint') bytes += Math.ceil(value.toString().length / 2) + 1;
    else bytes += 3 + (value as readonly string[]).reduce((total, item) => total + 1 + item.length, 0);
  }
  return bytes;
};

/** Answers queries from memory, and counts what they would have cost. */
export const memoryReader = (rows: readonly GeoRow[]): ReadRange => {
  const sorted = rows.toSorted((a, b) => (a.geohash < b.geohash ? -1 : 1)).map((row) => ({ row, bytes: bytesOf(row) }));
  const firstFrom = (geohash: bigint): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as { row: GeoRow }).row.geohash < geohash) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return ({ min, max }) => {
    const found: GeoRow[] = [];
    let requests = 1;
    let units = 0;
    let page = 0;
    for (let at = firstFrom(min); at < sorted.length; at += 1) {
      const { row, bytes } = sorted[at] as { row: GeoRow; bytes: number };
      if (row.geohash > max) break;
      if (page + bytes > PAGE_BYTES) {
        requests += 1;
        units += unitsFor(page);
        page = 0;
      }
      page += bytes;
      found.push(row);
    }
    return Promise.resolve({ rows: found, requests, units: units + unitsFor(page) });
  };
};

/** The same rows in a table as the library lays it out. */
export const createGeoTable = async ({ client, name }: MainTable, rows: readonly GeoRow[]): Promise<void> => {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'hashKey', KeyType: 'HASH' },
        { AttributeName: 'rangeKey', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'hashKey', AttributeType: 'N' },
        { AttributeName: 'rangeKey', AttributeType: 'S' },
        { AttributeName: 'geohash', AttributeType: 'N' },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: 'geohash-index',
          KeySchema: [
            { AttributeName: 'hashKey', KeyType: 'HASH' },
            { AttributeName: 'geohash', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  for (let start = 0; start < rows.length; start += 25) {
    const puts = rows.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [name]: puts } }));
    if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('The engine did not take all rows.');
  }
};

/** Sends the queries, and counts what they cost. */
export const tableReader =
  ({ client, name }: MainTable): ReadRange =>
  async ({ hashKey, min, max }) => {
    const rows: GeoRow[] = [];
    let requests = 0;
    let units = 0;
    let next: Record<string, unknown> | undefined;
    do {
      const { Items, ConsumedCapacity, LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: name,
          IndexName: 'geohash-index',
          KeyConditionExpression: 'hashKey = :hashKey AND geohash BETWEEN :min AND :max',
          ExpressionAttributeValues: { ':hashKey': hashKey, ':min': min, ':max': max },
          ReturnConsumedCapacity: 'TOTAL',
          ...(next === undefined ? {} : { ExclusiveStartKey: next }),
        }),
      );
      rows.push(...((Items ?? []) as GeoRow[]));
      requests += 1;
      units += ConsumedCapacity?.CapacityUnits ?? 0;
      next = LastEvaluatedKey;
    } while (next !== undefined);
    return { rows, requests, units };
  };

export type Found = { readonly ids: readonly string[]; readonly requests: number; readonly units: number };

/** The library measures on a sphere, which may be off by 0.6 %: nearer than this share of a radius nothing was left out. */
const SURE_SHARE = 0.99;
const FARTHEST_METRES = 1_000_000;

/**
 * The k nearest of the rows that `isEligible` lets through, exactly. The library knows circles only: the radius doubles until
 * k are surely within it.
 */
export const nearestByCircles = async (
  read: ReadRange,
  at: Position,
  k: number,
  firstRadius: number,
  isEligible: (row: GeoRow) => boolean,
): Promise<Found> => {
  let requests = 0;
  let units = 0;
  for (let radius = firstRadius; ; radius *= 2) {
    const answers = await Promise.all(rangesAround(at, radius, HASH_KEY_LENGTH).map(read));
    for (const answer of answers) {
      requests += answer.requests;
      units += answer.units;
    }
    const measured = answers
      .flatMap(({ rows }) => rows)
      .filter(isEligible)
      .map((row) => ({ id: row.rangeKey, metres: geodesicMetres(at, positionOf(row)) }))
      .filter(({ metres }) => metres <= radius * SURE_SHARE || radius > FARTHEST_METRES)
      .sort((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1));
    if (measured.length >= k || radius > FARTHEST_METRES) return { ids: measured.slice(0, k).map(({ id }) => id), requests, units };
  }
};

const positionOf = ({ geoJson }: GeoRow): Position => {
  const { coordinates } = JSON.parse(geoJson) as { coordinates: [number, number] };
  return { lon: coordinates[0], lat: coordinates[1] };
};
