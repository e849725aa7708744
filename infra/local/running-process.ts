import { readFile } from 'node:fs/promises';
import { errorCode } from './start-problem.ts';

/** A process that can be told from a later one with the same number. */
export type RunningProcess = {
  readonly pid: number;
  /** When it began, as the system counts it; undefined where the system does not say (only Linux has /proc). */
  readonly began?: string | undefined;
};

export const describeProcess = async (pid: number): Promise<RunningProcess> => {
  const began = await beginningOf(pid);
  return began === undefined ? { pid } : { pid, began };
};

/** False as well when the number now belongs to another process. */
export const isRunning = async (known: RunningProcess): Promise<boolean> => {
  if (!answersSignals(known.pid)) return false;
  if (known.began === undefined) return true;
  const began = await beginningOf(known.pid);
  return began === undefined ? answersSignals(known.pid) : began === known.began;
};

const answersSignals = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};

/**
 * The boot and, within it, the clock tick at which the process began: field 22 of /proc/<pid>/stat (proc(5)). The second
 * field is the program's name in brackets and may hold spaces, so counting starts after its last bracket. A process that
 * has ended and waits to be collected (state Z) counts as gone.
 */
const beginningOf = async (pid: number): Promise<string | undefined> => {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? 'ended' : `${boot.trim()}:${fields[18] ?? ''}`;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'ENOTDIR') return undefined;
    throw error;
  }
};
