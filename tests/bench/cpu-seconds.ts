import { readdir, readFile } from 'node:fs/promises';

/** Ticks of the times in /proc, on every Linux that we know of (sysconf(3), _SC_CLK_TCK). */
const TICKS_A_SECOND = 100;

/**
 * Processor seconds that the processes of one group have taken so far, with those of children that have ended: proc(5), fields
 * 5 (group) and 14 to 17 (times). Only Linux has /proc; undefined elsewhere.
 */
export const cpuSecondsOfGroup = async (group: number): Promise<number | undefined> => {
  if (process.platform !== 'linux') return undefined;
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const times = await Promise.all(numbers.map(async (number) => timesIn(await statOf(number), group)));
  return times.reduce((sum, ticks) => sum + ticks, 0) / TICKS_A_SECOND;
};

/** Processor seconds of this process and of its children that have ended; its own alone where there is no /proc. */
export const ownCpuSeconds = async (): Promise<number> => {
  const { user, system } = process.cpuUsage();
  const [, , , , , , , , , , , , , childrenUser = '0', childrenSystem = '0'] = fieldsOf(process.platform === 'linux' ? await statOf('self') : '');
  return (user + system) / 1_000_000 + (Number(childrenUser) + Number(childrenSystem)) / TICKS_A_SECOND;
};

/** The fields from the third on: the second is the program's name in brackets, and may hold spaces. */
const fieldsOf = (stat: string): readonly string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ');

const timesIn = (stat: string, group: number): number => {
  const fields = fieldsOf(stat);
  return Number(fields[2]) === group ? fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) : 0;
};

/** Empty when the process has ended meanwhile. */
const statOf = async (number: string): Promise<string> => {
  try {
    return await readFile(`/proc/${number}/stat`, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return '';
    throw error;
  }
};
