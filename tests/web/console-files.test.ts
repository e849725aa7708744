import { describe, expect, it } from 'vitest';
import { readTable, type NumberedRow } from '../../table-files/read-table.ts';
import { partsOf, type FileColumn, type Part, type PartsAsked } from '../../web/console/files/parts.ts';
import { cellsToMend, refusedFile } from '../../web/console/files/refused-file.ts';
import { MOST_REFUSED, sendParts, type Answered, type RefusedRow, type SentRows } from '../../web/console/files/send-parts.ts';
import { tallyWords } from '../../web/console/files/words.ts';

const column = (name: string, more: Partial<FileColumn> = {}): FileColumn => ({ name, required: false, identifies: false, sealed: false, meaning: '', ...more });
const columns = [column('team_code', { identifies: true }), column('full_name', { identifies: true }), column('phone', { sealed: true }), column('role')];
const seal = (phone: string): Promise<string> => Promise.resolve(`sealed.${phone.length}`);

async function* rowsOf(rows: readonly NumberedRow['row'][]): AsyncGenerator<NumberedRow> {
  for (const [at, row] of rows.entries()) yield { line: at + 2, row };
}
const all = async <Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> => {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
};
const people = (count: number): NumberedRow['row'][] => Array.from({ length: count }, (_, at) => ({ team_code: 'to-1', full_name: `Người ${at}`, phone: '', role: '' }));
const inParts = async (rows: readonly NumberedRow['row'][], asked: Partial<PartsAsked> = {}): Promise<readonly Part[]> =>
  all(partsOf(rowsOf(rows), { columns, done: 0, again: new Set(), seal, ...asked }));

describe('A file that is sent in parts', () => {
  it('goes a hundred rows at a time, each row once and in order', async () => {
    const parts = await inParts(people(250));
    expect(parts.map(({ rows, upTo }) => [rows.length, upTo])).toEqual([[100, 100], [100, 200], [50, 250]]);
    expect(parts.flatMap(({ sent }) => sent.map(({ line }) => line))).toEqual(Array.from({ length: 250 }, (_, at) => at + 2));
  });

  it('never fills more than a request may hold, however long its cells are', async () => {
    const parts = await inParts(people(60).map((row) => ({ ...row, role: 'Ễ'.repeat(5000) })));
    for (const { sent } of parts) expect(new TextEncoder().encode(JSON.stringify(sent)).length).toBeLessThan(98 * 1024);
    expect(parts.flatMap(({ sent }) => sent)).toHaveLength(60);
  });

  it('sends no number but sealed, a mark in place of what is none, and no cell that is empty', async () => {
    const [part] = await inParts([
      { team_code: 'to-1', full_name: 'Lan', phone: '0900 000 427', role: '' },
      { team_code: 'to-1', full_name: 'Tuấn', phone: '12345', role: 'LEAD' },
    ]);
    expect(part?.sent).toEqual([
      { line: 2, cells: [{ column: 'team_code', text: 'to-1' }, { column: 'full_name', text: 'Lan' }, { column: 'phone', text: 'sealed.12' }] },
      { line: 3, cells: [{ column: 'team_code', text: 'to-1' }, { column: 'full_name', text: 'Tuấn' }, { column: 'phone', text: '?' }, { column: 'role', text: 'LEAD' }] },
    ]);
    expect(JSON.stringify(part?.sent)).not.toContain('12345');
  });

  it('keeps back a row that repeats one far above it, where the service could not see both', async () => {
    const parts = await inParts([...people(150), { team_code: 'to-1', full_name: ' Người  0 ', phone: '', role: '' }]);
    expect(parts[1]?.repeats).toMatchObject([{ line: 152, firstLine: 2 }]);
    expect(parts[1]?.sent.map(({ line }) => line)).not.toContain(152);
  });

  it('goes on where it stopped, and asks again for what was refused', async () => {
    const parts = await inParts(people(120), { done: 110, again: new Set([5, 40]) });
    expect(parts.flatMap(({ sent }) => sent.map(({ line }) => line))).toEqual([5, 40, ...Array.from({ length: 10 }, (_, at) => at + 112)]);
    expect(parts.at(-1)?.upTo).toBe(120);
  });
});

/** A service that answers each part by the next of these; the last for ever. */
const sendTo = async (rows: readonly NumberedRow['row'][], answers: readonly SentRows[], until: Partial<Parameters<typeof sendParts>[1]> = {}) => {
  const asked: number[][] = [];
  const answered: Answered[] = [];
  const waited: boolean[] = [];
  const ended = await sendParts(partsOf(rowsOf(rows), { columns, done: 0, again: new Set(), seal }), {
    send: (sent) => {
      asked.push(sent.map(({ line }) => line));
      return Promise.resolve(answers[Math.min(asked.length - 1, answers.length - 1)] ?? { kind: 'passing' });
    },
    untilPassed: () => Promise.resolve(),
    wordsOfRepeat: ({ firstLine }) => ({ column: '', message: `as line ${firstLine}`, nextStep: '' }),
    onAnswered: (one) => answered.push(one),
    onWaiting: (waiting) => waited.push(waiting),
    signal: new AbortController().signal,
    ...until,
  });
  return { ended, asked, answered, waited };
};
const taken = { kind: 'taken', added: 1, changed: 0, unchanged: 0, refused: [] } as const;

describe('Parts that are sent', () => {
  it('are sent again, the same, until an answer comes, and nothing is counted twice', async () => {
    const { ended, asked, answered, waited } = await sendTo(people(1), [{ kind: 'passing' }, { kind: 'passing' }, taken]);
    expect(ended).toBeUndefined();
    expect(asked).toEqual([[2], [2], [2]]);
    expect(answered.map(({ tally }) => tally.added)).toEqual([1]);
    expect(waited).toEqual([true, true, false]);
  });

  it('stop when somebody says so, after the part that is under way', async () => {
    const stopping = new AbortController();
    const answered: Answered[] = [];
    const sending = sendTo(people(300), [taken], {
      signal: stopping.signal,
      onAnswered: (one) => {
        answered.push(one);
        if (answered.length === 2) stopping.abort();
      },
    });
    await expect(sending).rejects.toThrow(/abort/u);
    expect(answered.at(-1)?.part.upTo).toBe(200);
  });

  it('tell of each row that is not taken: by the service, as a repeat, or as another office’s', async () => {
    const said = { column: 'role', message: 'no', nextStep: 'do' };
    const mixed = await sendTo([...people(2), ...people(1)], [{ ...taken, refused: [{ line: 3, problems: [said] }] }]);
    expect(mixed.answered[0]?.refused.map(({ line, problems }) => [line, problems[0]?.message])).toEqual([[3, 'no'], [4, 'as line 2']]);
    const others = await sendTo(people(2), [{ kind: 'notTheirs', message: 'not yours', nextStep: 'leave it' }]);
    expect(others.answered[0]?.refused.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('end with a session, and with a file of which nearly everything is wrong', async () => {
    expect((await sendTo(people(300), [taken, { kind: 'ended', why: 'signedOut' }])).ended).toMatchObject({ why: 'signedOut' });
    expect((await sendTo(people(MOST_REFUSED + 500), [{ kind: 'notTheirs', message: '', nextStep: '' }])).ended).toEqual({ why: 'tooManyRefused' });
  });
});

describe('Rows that were refused', () => {
  const row = { team_code: '=to-1', full_name: 'Lan, "Tổ 1"', phone: '0900 000 42', role: 'BOSS' };
  const rows: readonly RefusedRow[] = [{ line: 7, row, problems: [{ column: 'phone', message: 'Không phải số.', nextStep: 'Ghi số.' }, { column: 'role', message: 'Không có mã này.', nextStep: 'Chọn mã.' }] }];

  it('show no more of a number than finds it', () => {
    expect(cellsToMend(rows, columns)).toEqual([
      { line: 7, column: 'phone', value: '•••• ••• 42', why: 'Không phải số.', mend: 'Ghi số.' },
      { line: 7, column: 'role', value: 'BOSS', why: 'Không có mã này.', mend: 'Chọn mã.' },
    ]);
  });

  it('come as a file that no spreadsheet runs, and that is read as they were', async () => {
    const header = ['team_code', 'full_name', 'phone', 'role', 'problem'];
    const bytes = new Uint8Array(await refusedFile(rows, header).arrayBuffer());
    const { header: columnsThere, rows: again } = await readTable(
      (async function* () {
        yield bytes;
      })(),
    );
    expect(columnsThere).toEqual(['team_code', 'full_name', 'phone', 'role', 'problem_column', 'problem', 'how_to_mend']);
    expect(await all(again)).toEqual([
      { line: 2, row: { ...row, team_code: "'=to-1", problem_column: 'phone | role', problem: 'Không phải số. | Không có mã này.', how_to_mend: 'Ghi số. | Chọn mã.' } },
    ]);
  });
});

describe('What a file would do', () => {
  it('is one sentence, without what does not happen', () => {
    expect(tallyWords('TEAMS', { added: 12, changed: 0, unchanged: 3 }, false)).toBe('Sẽ thêm 12 tổ, giữ nguyên 3 tổ.');
    expect(tallyWords('MEMBERS', { added: 0, changed: 2, unchanged: 0 }, true)).toBe('Đã sửa 2 người.');
    expect(tallyWords('TEAMS', { added: 0, changed: 0, unchanged: 0 }, false)).toBe('Không có gì thay đổi.');
  });
});
