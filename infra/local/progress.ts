/** Shows what takes longer than a second; quicker steps stay silent. */
export type Progress = {
  /** Runs one step. `report` may say how far it is: done of total. */
  readonly step: <Value>(title: string, work: (report: Report) => Promise<Value>) => Promise<Value>;
};
export type Report = (done: number, total: number) => void;

export type ProgressOutput = { readonly isTTY?: boolean | undefined; readonly write: (text: string) => unknown };

const BAR_WIDTH = 24;

/** How long a step may take before it is worth a line, and how often a line that is no terminal is repeated. */
const QUIET_MILLISECONDS = 1000;
const REDRAW_MILLISECONDS = 200;
const REPEAT_MILLISECONDS = 5000;

export const createProgress = (output: ProgressOutput): Progress => ({
  step: async (title, work) => {
    const started = performance.now();
    let position: { done: number; total: number } | undefined;
    let lastDrawn = 0;
    const terminal = output.isTTY === true;
    const draw = (): void => {
      const now = performance.now();
      if (now - started < QUIET_MILLISECONDS) return;
      if (!terminal && lastDrawn !== 0 && now - lastDrawn < REPEAT_MILLISECONDS) return;
      lastDrawn = now;
      const line = progressLine(title, now - started, position);
      output.write(terminal ? `\r\u001B[2K${line}` : `${line}\n`);
    };
    const timer = setInterval(draw, REDRAW_MILLISECONDS);
    try {
      return await work((done, total) => {
        position = { done, total };
      });
    } finally {
      clearInterval(timer);
      if (lastDrawn !== 0) {
        const line = `${title}: ${inSeconds(performance.now() - started)}`;
        output.write(terminal ? `\r\u001B[2K${line}\n` : `${line}\n`);
      }
    }
  },
});

/** One line of progress, such as `Loading teams ████░░░░ 50 % (1,000 of 2,000) 3.2 s`. */
export const progressLine = (title: string, milliseconds: number, position?: { done: number; total: number }): string => {
  if (position === undefined || position.total <= 0) return `${title} … ${inSeconds(milliseconds)}`;
  const share = Math.min(1, position.done / position.total);
  const filled = Math.round(share * BAR_WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
  return `${title} ${bar} ${Math.floor(share * 100)} % (${grouped(position.done)} of ${grouped(position.total)}) ${inSeconds(milliseconds)}`;
};

const inSeconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
const grouped = (count: number): string => count.toLocaleString('en-US');
