import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { FileUnreadable } from '../../table-files/file-unreadable.ts';
import { readTable, type NumberedRow } from '../../table-files/read-table.ts';
import { excelFile } from '../support/excel-file.ts';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const textFile = (text: string, size = 7) => inPieces(new TextEncoder().encode(text), size);

const readAll = async (bytes: AsyncIterable<Uint8Array>) => {
  const { header, rows } = await readTable(bytes);
  const all: NumberedRow[] = [];
  for await (const row of rows) all.push(row);
  return { header, rows: all };
};
const refusal = async (bytes: AsyncIterable<Uint8Array>): Promise<unknown> => {
  const error: unknown = await readAll(bytes).catch((reason: unknown) => reason);
  return error instanceof FileUnreadable ? error.reason : error;
};

describe('a CSV file', () => {
  it('is read in whatever pieces it comes, with the line on which each row ends', async () => {
    const text = 'code,Name \r\n1,Tổ hoà giải\r\n\r\n2,"two\nlines, one cell"\r\n3,last';
    for (const size of [1, 2, 3, 64, 4096]) {
      expect(await readAll(textFile(text, size))).toEqual({
        header: ['code', 'name'],
        rows: [
          { line: 2, row: { code: '1', name: 'Tổ hoà giải' } },
          { line: 5, row: { code: '2', name: 'two\nlines, one cell' } },
          { line: 6, row: { code: '3', name: 'last' } },
        ],
      });
    }
  });

  it('may begin with a mark of its encoding, and be separated by semicolons or tabs', async () => {
    for (const separator of [';', '\t']) {
      const { header, rows } = await readAll(textFile(`\u{FEFF}code${separator}lat\n1${separator}21,03\n`, 4096));
      expect(header).toEqual(['code', 'lat']);
      expect(rows).toEqual([{ line: 2, row: { code: '1', lat: '21,03' } }]);
    }
  });

  it('is refused when it is empty, in another encoding, or no table', async () => {
    expect(await refusal(textFile(''))).toBe('EMPTY');
    expect(await refusal(inPieces(new Uint8Array([0x63, 0x0a, 0xe1, 0x28]), 2))).toBe('NOT_UTF_8');
    expect(await refusal(inPieces(Buffer.from('\u{FEFF}code,name\n1,Tổ\n', 'utf16le'), 64))).toBe('NOT_UTF_8');
    expect(await refusal(textFile('code,name\n1,"never closed'))).toBe('NOT_A_TABLE');
    expect(await refusal(textFile(`code\n${'x'.repeat(200_000)}`, 4096))).toBe('LINE_TOO_LONG');
    expect(await refusal(textFile(`${','.repeat(200)}\n`, 4096))).toBe('TOO_MANY_COLUMNS');
  });
});

describe('an XLSX file', () => {
  it('gives the same rows, numbers and days as text', async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: 'teams', rows: [['code', 'lat', 'decision_date'], ['1', 21.03, new Date('2026-03-05T00:00:00Z')], ['2', null, '']] }],
    });
    expect(await readAll(inPieces(bytes, 1000))).toEqual({
      header: ['code', 'lat', 'decision_date'],
      rows: [
        { line: 2, row: { code: '1', lat: '21.03', decision_date: '2026-03-05' } },
        { line: 3, row: { code: '2', lat: '', decision_date: '' } },
      ],
    });
  });

  it('is read as Excel saves it: texts once, in a list after the sheet, whole or in pieces of several fonts, and days as numbers', async () => {
    const shared = [
      '<t>code</t>',
      '<t>name</t>',
      '<t>decision_date</t>',
      '<t>00004-001</t>',
      '<r><rPr><b/></rPr><t xml:space="preserve">Tổ </t></r><r><t>hoà giải &amp; số 1</t></r>',
      '<t xml:space="preserve"> Tổ số 2</t>',
    ];
    const cell = (place: string, index: number): string => `<c r="${place}" t="s"><v>${index}</v></c>`;
    const rows = [
      `<row r="1">${cell('A1', 0)}${cell('B1', 1)}${cell('C1', 2)}</row>`,
      `<row r="2">${cell('A2', 3)}${cell('B2', 4)}<c r="C2" s="1"><v>46086</v></c></row>`,
      // An empty line and an empty cell are not written at all.
      `<row r="4"><c r="A4"><v>7</v></c>${cell('B4', 5)}</row>`,
    ].join('');
    expect(await readAll(inPieces(excelFile(shared, rows), 100))).toEqual({
      header: ['code', 'name', 'decision_date'],
      rows: [
        { line: 2, row: { code: '00004-001', name: 'Tổ hoà giải & số 1', decision_date: '2026-03-05' } },
        { line: 4, row: { code: '7', name: ' Tổ số 2', decision_date: '' } },
      ],
    });
  });

  it('is refused when it is another archive or cut short', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'teams', rows: [['code'], ['1']] }] });
    expect(await refusal(inPieces(bytes.subarray(0, bytes.length / 2), 100))).toBe('NOT_A_TABLE');
    expect(await refusal(inPieces(new Uint8Array([0x50, 0x4b, 3, 4, ...new Array<number>(60).fill(0)]), 100))).toBe('NOT_A_TABLE');
  });
});
