import { brotliDecompressSync, constants, crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Instant } from '../core/clock.ts';
import { fail, succeed } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { joinPieces, splitPieces } from './byte-columns.ts';
import type { RoutableTeam } from './routable-team.ts';
import { packColumns, unpackColumns } from './snapshot-columns.ts';
import { columnsOf } from './team-columns.ts';
import { teamSetOf } from './team-set.ts';
import type { TeamSet } from './team-set.ts';

/** Every team as it was at one instant, ready to be searched. */
export type Snapshot = {
  readonly id: string;
  readonly at: Instant;
  readonly teams: TeamSet;
};

/** The bytes are not those of a snapshot, or not all of them, or not the right ones. */
export type SnapshotCorrupt = {
  readonly type: 'SnapshotCorrupt';
  readonly reason: 'TOO_SHORT' | 'NOT_A_SNAPSHOT' | 'UNKNOWN_VERSION' | 'CHECKSUM' | 'CONTENT';
};

/** "TSR" for Trạm Số routing, then the version of the format, the checksum of what follows, and that, compressed. */
const MAGIC = [0x54, 0x53, 0x52];
const FORMAT = 2;
const HEADER_BYTES = 8;

/** Format 1 was compressed with brotli, which takes five times as long to open. What is inside did not change. */
const decompress: Readonly<Record<number, (compressed: Uint8Array) => Uint8Array>> = {
  1: (compressed) => brotliDecompressSync(compressed),
  2: (compressed) => zstdDecompressSync(compressed),
};

/** Level 19 of 22: as small as brotli, and above it nothing is gained. */
const COMPRESSION = { params: { [constants.ZSTD_c_compressionLevel]: 19 } };

/** Unlike any other, even one of the same teams: the chunks of an old snapshot go while a new one must stay. */
export const newSnapshotId = (at: Instant): string => `${at.replace(/\D/gu, '')}-${randomBytes(6).toString('hex')}`;

export const encodeSnapshot = (teams: readonly RoutableTeam[], { id, at }: { readonly id: string; readonly at: Instant }): Uint8Array => {
  const content = joinPieces([Buffer.from(JSON.stringify({ id, at })), packColumns(columnsOf(teams))]);
  const compressed = zstdCompressSync(content, COMPRESSION);
  const bytes = new Uint8Array(HEADER_BYTES + compressed.length);
  bytes.set([...MAGIC, FORMAT]);
  new DataView(bytes.buffer).setUint32(4, crc32(compressed));
  bytes.set(compressed, HEADER_BYTES);
  return bytes;
};

const nameSchema = v.pipe(v.string(), v.parseJson(), v.object({ id: v.string(), at: v.string() }));

export const decodeSnapshot = (bytes: Uint8Array): Result<Snapshot, SnapshotCorrupt> => {
  if (bytes.length <= HEADER_BYTES) return corrupt('TOO_SHORT');
  if (MAGIC.some((byte, at) => bytes[at] !== byte)) return corrupt('NOT_A_SNAPSHOT');
  const open = decompress[bytes[3] ?? 0];
  if (open === undefined) return corrupt('UNKNOWN_VERSION');
  const compressed = bytes.subarray(HEADER_BYTES);
  const checksum = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4);
  if (crc32(compressed) !== checksum) return corrupt('CHECKSUM');
  const [name, packed] = splitPieces(open(compressed)) ?? [];
  if (name === undefined || packed === undefined) return corrupt('CONTENT');
  const parsed = v.safeParse(nameSchema, Buffer.from(name).toString());
  const columns = unpackColumns(packed);
  if (!parsed.success || columns === undefined) return corrupt('CONTENT');
  return succeed({ ...parsed.output, teams: teamSetOf(columns) });
};

const corrupt = (reason: SnapshotCorrupt['reason']): { ok: false; failure: SnapshotCorrupt } =>
  fail({ type: 'SnapshotCorrupt', reason });
