import { brotliCompressSync, crc32, zstdDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoutableTeam } from '../../functions/routing/routable-team.ts';
import { changesAfterFold, foldDelta } from '../../functions/routing/routing-view.ts';
import { decodeSnapshot, encodeSnapshot } from '../../functions/routing/snapshot.ts';
import type { Snapshot } from '../../functions/routing/snapshot.ts';
import { teamIdsFrom, teamIdsOf } from '../../functions/routing/team-ids.ts';
import { clusteredTeams } from '../support/clustered-teams.ts';
import { aTeam, MONDAY_MORNING } from '../support/routing-country.ts';

const name = { id: 'snapshot-1', at: MONDAY_MORNING };
const open = (bytes: Uint8Array): Snapshot => {
  const decoded = decodeSnapshot(bytes);
  if (!decoded.ok) throw new Error(decoded.failure.reason);
  return decoded.value;
};
const inOrder = (teams: readonly RoutableTeam[]): RoutableTeam[] =>
  teams
    .map((team) => ({ ...team, skills: team.skills.toSorted(), languages: team.languages.toSorted() }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

describe('a snapshot', () => {
  it('gives back every team as it was, in the order of ids', () => {
    const { teams } = clusteredTeams(2000, 3);
    expect(foldDelta(open(encodeSnapshot(teams.toReversed(), name)), {})).toEqual(inOrder(teams));
    expect(open(encodeSnapshot(teams, name))).toMatchObject(name);
  });

  it('gives back any teams whatever their ids, places and profiles', () => {
    const anyTeam: fc.Arbitrary<RoutableTeam> = fc.record({
      id: fc.stringMatching(/^[A-Za-z0-9-]{3,24}$/),
      communeCode: fc.stringMatching(/^[0-9]{5}$/),
      position: fc
        .tuple(fc.integer({ min: -9_000_000, max: 9_000_000 }), fc.integer({ min: -18_000_000, max: 18_000_000 }))
        .map(([lat, lon]) => ({ lat: lat / 1e5, lon: lon / 1e5 })),
      skills: fc.uniqueArray(fc.string(), { maxLength: 5 }),
      languages: fc.uniqueArray(fc.string(), { maxLength: 3 }),
      reachKm: fc.double({ min: 0, max: 500, noNaN: true }).filter((reach) => !Object.is(reach, -0)),
      status: fc.constantFrom('FORMING', 'ACTIVE', 'PAUSED', 'MERGED'),
    });
    fc.assert(
      fc.property(fc.uniqueArray(anyTeam, { selector: ({ id }) => id, maxLength: 30 }), (teams) => {
        // No place has the latitude −0, but a generator does.
        const plain = teams.map((team) => ({ ...team, position: { lat: team.position.lat + 0, lon: team.position.lon + 0 } }));
        expect(foldDelta(open(encodeSnapshot(plain, name)), {})).toEqual(inOrder(plain));
      }),
      { seed: 20261123, numRuns: 100 },
    );
  });

  it('finds a team by its id, and knows which ids it does not hold', () => {
    const { teams } = clusteredTeams(500, 4);
    const snapshot = open(encodeSnapshot(teams, name));
    for (const { id } of teams) expect(snapshot.teams.idAt(snapshot.teams.rowOf(id))).toBe(id);
    for (const id of ['00000-000', '00004-0005', 'zzz']) expect(snapshot.teams.rowOf(id)).toBe(-1);
  });

  it('that an earlier version of the system wrote is read', () => {
    const { teams } = clusteredTeams(500, 4);
    const content = zstdDecompressSync(encodeSnapshot(teams, name).subarray(8));
    const compressed = brotliCompressSync(content);
    const header = Buffer.from([0x54, 0x53, 0x52, 1, 0, 0, 0, 0]);
    header.writeUInt32BE(crc32(compressed), 4);
    expect(foldDelta(open(Buffer.concat([header, compressed])), {})).toEqual(inOrder(teams));
  });

  it('of the whole country stays below 500 KB', () => {
    expect(encodeSnapshot(clusteredTeams(74_422, 1).teams, name).length).toBeLessThan(500_000);
  });

  it('is refused with the reason when its bytes are damaged, cut short or of another kind', () => {
    const bytes = encodeSnapshot(clusteredTeams(200, 5).teams, name);
    const reasonOf = (damaged: Uint8Array): unknown => {
      const decoded = decodeSnapshot(damaged);
      return decoded.ok ? 'READ' : decoded.failure;
    };
    const changed = (at: number): Uint8Array => bytes.map((byte, place) => (place === at ? byte ^ 1 : byte));
    expect(reasonOf(new Uint8Array(0))).toEqual({ type: 'SnapshotCorrupt', reason: 'TOO_SHORT' });
    expect(reasonOf(changed(0))).toEqual({ type: 'SnapshotCorrupt', reason: 'NOT_A_SNAPSHOT' });
    expect(reasonOf(changed(3))).toEqual({ type: 'SnapshotCorrupt', reason: 'UNKNOWN_VERSION' });
    for (const at of [4, 8, 100, bytes.length - 1]) {
      expect(reasonOf(changed(at))).toEqual({ type: 'SnapshotCorrupt', reason: 'CHECKSUM' });
    }
    expect(reasonOf(bytes.subarray(0, bytes.length - 10))).toEqual({ type: 'SnapshotCorrupt', reason: 'CHECKSUM' });
  });

  it('is not made of two teams with one id', () => {
    const team = aTeam({ id: '00004-001', position: { lat: 21, lon: 105 } });
    expect(() => encodeSnapshot([team, team], name)).toThrow('00004-001');
  });
});

describe('ids packed together', () => {
  const packed = { shared: Uint8Array.of(0, 2, 3), rest: Uint8Array.of(3, 1, 2), tails: Buffer.from('abcdxy') };

  it('come out as they went in', () => {
    const ids = teamIdsFrom(packed);
    expect([0, 1, 2].map((row) => ids?.at(row))).toEqual(['abc', 'abd', 'abdxy']);
    const many = Array.from({ length: 1000 }, (_, number) => `t${String(number).padStart(5, '0')}`);
    const again = teamIdsOf(many);
    expect(many.map((_, row) => again.at(999 - row))).toEqual(many.toReversed());
  });

  it('are refused when their pieces do not fit together', () => {
    expect(teamIdsFrom({ ...packed, shared: Uint8Array.of(1, 2, 3) })).toBeUndefined();
    expect(teamIdsFrom({ ...packed, rest: Uint8Array.of(3, 1) })).toBeUndefined();
    expect(teamIdsFrom({ ...packed, tails: Buffer.from('abcdxyz') })).toBeUndefined();
    expect(() => teamIdsOf(['x'.repeat(300)])).toThrow('An id is too long.');
  });
});

describe('folding changes', () => {
  const team = aTeam({ id: '00004-001', position: { lat: 21, lon: 105 } });
  const moved = { ...team, position: { lat: 21.1, lon: 105 } };

  it('puts each team as it is now into the next snapshot', () => {
    const other = aTeam({ id: '00004-002', position: { lat: 21, lon: 105 } });
    const added = aTeam({ id: '00004-003', position: { lat: 21, lon: 105 } });
    const folded = foldDelta(open(encodeSnapshot([team, other], name)), { [team.id]: moved, [other.id]: 'REMOVED', [added.id]: added });
    expect(folded).toEqual(inOrder([moved, added]));
  });

  it('leaves what changed again meanwhile to the next fold', () => {
    expect(changesAfterFold({ a: moved, b: 'REMOVED' }, { a: moved, b: 'REMOVED' })).toEqual({});
    expect(changesAfterFold({ a: moved, b: team, c: 'REMOVED' }, { a: team, b: 'REMOVED' })).toEqual({ a: moved, b: team, c: 'REMOVED' });
  });
});
