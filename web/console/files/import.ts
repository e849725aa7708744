import { computed, ref, shallowRef, watch } from 'vue';
import { language } from '../../shared/text/text.ts';
import type { Failure } from '../../shared/api/api.ts';
import { useSession } from '../session.ts';
import { t } from '../text/index.ts';
import { readColumns, readSeal, sendRows } from './import-api.ts';
import { isSameFile, keepImport, keptImport, markOf, type FileKind, type KeptImport } from './kept-import.ts';
import { openFile, rowsOf, troubleOf, type FileTrouble, type OpenedFile } from './open-file.ts';
import { partsOf, type FileColumn } from './parts.ts';
import { untilPassed } from './pass-time.ts';
import { sendParts, type Answered, type RefusedRow, type Tally, type WhyEnded } from './send-parts.ts';

/**
 * Where the import of this page stands: a file is read, then checked (nothing is written), then imported, or stopped on the way.
 * It goes on while other pages of the console are open.
 */
export type Step = 'choosing' | 'reading' | 'checking' | 'checked' | 'importing' | 'stopped' | 'done';

const NOTHING: Tally = { added: 0, changed: 0, unchanged: 0 };
/** Refused rows between two pictures of their table: each picture sorts all of them. */
const SHOWN_EVERY = 500;

const kind = ref<FileKind>('TEAMS');
const step = ref<Step>('choosing');
/** What was under way when it stopped. */
const phase = ref<'checking' | 'importing'>('checking');
const columns = shallowRef<readonly FileColumn[]>([]);
const file = shallowRef<File>();
const opened = shallowRef<OpenedFile>();
const done = ref(0);
const tally = ref<Tally>(NOTHING);
const refused = shallowRef<readonly RefusedRow[]>([]);
const refusedCount = ref(0);
const waiting = ref(false);
const trouble = shallowRef<FileTrouble>();
const failure = shallowRef<Failure>();
const ended = shallowRef<WhyEnded>();
const kept = shallowRef<KeptImport>();

let running: AbortController | undefined;
let found: RefusedRow[] = [];

const begin = (): void => {
  done.value = 0;
  tally.value = NOTHING;
  found = [];
  refused.value = found;
  refusedCount.value = 0;
  ended.value = undefined;
  waiting.value = false;
};

const showRefused = (): void => {
  refused.value = [...found];
};

const loadColumns = async (): Promise<void> => {
  const wanted = kind.value;
  const answer = await readColumns(wanted);
  if (wanted !== kind.value) return;
  failure.value = answer.ok ? undefined : answer.why;
  columns.value = answer.ok ? answer.data : [];
};

/** Forgets the file and what was found in it; what was imported stays. */
const leave = (): void => {
  running?.abort();
  running = undefined;
  begin();
  file.value = undefined;
  opened.value = undefined;
  trouble.value = undefined;
  step.value = 'choosing';
  kept.value = keptImport();
};

const drop = (): void => {
  keepImport(undefined);
  leave();
};

/** Reads a chosen file, and checks it; the file of an import that was interrupted goes on instead. */
const choose = async (chosen: File): Promise<void> => {
  leave();
  file.value = chosen;
  step.value = 'reading';
  const mine = (running = new AbortController());
  if (columns.value.length === 0) await loadColumns();
  if (mine.signal.aborted) return;
  if (columns.value.length === 0) {
    step.value = 'choosing';
    return;
  }
  try {
    const read = await openFile(chosen, columns.value, mine.signal);
    if (mine.signal.aborted) return;
    if ('what' in read) fail(read);
    else {
      opened.value = read;
      const before = kept.value;
      if (before !== undefined && before.kind === kind.value && isSameFile(before.file, markOf(chosen))) await goOnFrom(before);
      else await check();
    }
  } catch (error) {
    if (!mine.signal.aborted) fail(troubleOf(error));
  }
};

const fail = (why: FileTrouble): void => {
  trouble.value = why;
  step.value = 'choosing';
};

const check = async (): Promise<void> => {
  begin();
  phase.value = 'checking';
  await run({ importId: crypto.randomUUID(), dryRun: true }, { done: 0, again: new Set() });
};

/** The first time that anything is written. */
const start = async (): Promise<void> => {
  const chosen = file.value;
  if (chosen === undefined || opened.value === undefined) return;
  begin();
  await importFrom({ version: 1, kind: kind.value, importId: crypto.randomUUID(), file: markOf(chosen), done: 0, total: opened.value.total, tally: NOTHING, refusedLines: [] }, new Set());
};

/** After a reload: what was refused is not known any more, and asked again. */
const goOnFrom = async (before: KeptImport): Promise<void> => {
  begin();
  tally.value = before.tally;
  done.value = before.done;
  await importFrom(before, new Set(before.refusedLines));
};

const importFrom = async (from: KeptImport, again: ReadonlySet<number>): Promise<void> => {
  phase.value = 'importing';
  kept.value = from;
  await run({ importId: from.importId, dryRun: false }, { done: from.done, again });
};

const goOn = async (): Promise<void> => {
  ended.value = undefined;
  if (phase.value === 'checking') await check();
  else if (kept.value !== undefined) await importFrom(kept.value, new Set());
};

const run = async (as: { readonly importId: string; readonly dryRun: boolean }, from: { readonly done: number; readonly again: ReadonlySet<number> }): Promise<void> => {
  const chosen = file.value;
  if (chosen === undefined) return;
  const mine = (running = new AbortController());
  const { signal } = mine;
  const ofKind = kind.value;
  step.value = as.dryRun ? 'checking' : 'importing';
  const stand = (next: Step): void => {
    if (running !== mine) return;
    showRefused();
    waiting.value = false;
    step.value = next;
  };
  try {
    const seal = columns.value.some(({ sealed }) => sealed) ? await readSeal() : undefined;
    if (seal?.ok === false) {
      ended.value = { why: 'failed', failure: seal.why };
      return stand('stopped');
    }
    const identifying = columns.value.findLast(({ identifies }) => identifies)?.name ?? '';
    const parts = partsOf(rowsOf(chosen), { columns: columns.value, ...from, seal: seal?.data ?? noNumbers });
    const why = await sendParts(parts, {
      send: (rows) => sendRows(ofKind, as, rows),
      untilPassed,
      wordsOfRepeat: ({ firstLine }) => ({ column: identifying, message: t('files.repeats', { line: firstLine }), nextStep: t('files.repeatsNext') }),
      onAnswered: (answered) => {
        if (running === mine) note(answered, as.dryRun);
      },
      onWaiting: (isWaiting) => {
        if (running === mine) waiting.value = isWaiting;
      },
      signal,
    });
    if (running !== mine) return;
    ended.value = why;
    if (why !== undefined) return stand('stopped');
    if (!as.dryRun) {
      keepImport(undefined);
      kept.value = undefined;
    }
    stand(as.dryRun ? 'checked' : 'done');
  } catch (error) {
    if (signal.aborted) stand('stopped');
    else {
      trouble.value = troubleOf(error);
      stand('stopped');
    }
  }
};

const noNumbers = (): Promise<string> => Promise.reject(new Error('a file of teams holds no numbers to seal'));

/** A part was answered: counts it, and keeps how far it came. */
const note = ({ part, tally: more, refused: rows }: Answered, dryRun: boolean): void => {
  const { added, changed, unchanged } = tally.value;
  tally.value = { added: added + more.added, changed: changed + more.changed, unchanged: unchanged + more.unchanged };
  done.value = Math.max(done.value, part.upTo);
  found.push(...rows);
  refusedCount.value = found.length;
  if (found.length - refused.value.length >= SHOWN_EVERY) showRefused();
  if (dryRun || kept.value === undefined) return;
  const settled = new Set(part.rows.map(({ line }) => line));
  const refusedLines = [...kept.value.refusedLines.filter((line) => !settled.has(line)), ...rows.map(({ line }) => line)];
  kept.value = { ...kept.value, done: done.value, tally: tally.value, refusedLines };
  keepImport(kept.value);
};

const stop = (): void => {
  if (step.value === 'importing') running?.abort();
  else leave();
};

const { viewer } = useSession();
// Names stand in refused rows: they are not for whoever signs in next.
watch(viewer, (who) => {
  if (who === null) leave();
});
watch([kind, language], () => void loadColumns());

/** The import of this page; there is one. */
export const useImport = () => ({
  kind,
  step: computed(() => step.value),
  phase: computed(() => phase.value),
  columns: computed(() => columns.value),
  fileName: computed(() => file.value?.name ?? ''),
  header: computed(() => opened.value?.header ?? []),
  total: computed(() => opened.value?.total ?? 0),
  done: computed(() => done.value),
  tally: computed(() => tally.value),
  refused: computed(() => refused.value),
  refusedCount: computed(() => refusedCount.value),
  waiting: computed(() => waiting.value),
  trouble: computed(() => trouble.value),
  failure: computed(() => failure.value),
  ended: computed(() => ended.value),
  kept: computed(() => kept.value),
  loadColumns,
  lookForKept: () => {
    if (step.value === 'choosing') kept.value = keptImport();
    if (kept.value !== undefined && step.value === 'choosing') kind.value = kept.value.kind;
  },
  choose,
  start,
  stop,
  goOn,
  leave,
  drop,
});
