import * as v from 'valibot';
import { brokenFile } from './data-folder.ts';
import { readIfThere, writeWhole } from './files.ts';

/** How far each shard of one stream was read: the sequence number of the last record that the handler took. */
export type Checkpoint = { readonly stream: string; readonly shards: Readonly<Record<string, string>> };

const checkpointSchema = v.object({ stream: v.string(), shards: v.record(v.string(), v.pipe(v.string(), v.digits())) });

/** A checkpoint of another stream (the table was made anew) counts for nothing. Throws StartProblem when it is broken. */
export const readCheckpoint = async (file: string, stream: string): Promise<Checkpoint> => {
  const text = await readIfThere(file);
  if (text === undefined) return { stream, shards: {} };
  try {
    const checkpoint = v.parse(checkpointSchema, JSON.parse(text));
    return checkpoint.stream === stream ? checkpoint : { stream, shards: {} };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof v.ValiError) throw brokenFile(file, error);
    throw error;
  }
};

/** Whole or not at all: a half-written number could skip records. */
export const writeCheckpoint = (file: string, checkpoint: Checkpoint): Promise<void> => writeWhole(file, JSON.stringify(checkpoint));
