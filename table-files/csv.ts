import { FileUnreadable } from './file-unreadable.ts';

/** Cells of a row with the number of the line on which it ends. */
export type Line = { readonly line: number; readonly cells: readonly string[] };

/** A row of ours has about 300 characters; a file without line breaks must not fill the memory. */
export const MOST_LINE_CHARACTERS = 100_000;

/** Where in a line the reader stands: before a cell, in a bare one, in a quoted one, or behind a quote inside it. */
type Place = 'start' | 'bare' | 'quoted' | 'behindQuote';

export type CsvReader = {
  /** The lines that this piece of the file ends. Throws FileUnreadable. */
  readonly read: (piece: string) => Generator<Line>;
  /** The last line, which may have no end. Throws FileUnreadable when a quote was never closed. */
  readonly end: () => Generator<Line>;
};

/**
 * Reads CSV (RFC 4180) in whatever pieces it comes; any line break ends a line, and empty lines do not count. A quote that stands
 * inside a bare cell refuses the file: nobody can tell where such a cell ends. Our own and not a package's, because the one for
 * Node needs its streams, which would be 50 KB more for a browser; tests hold it against csv-parse.
 */
export const createCsvReader = (separator: string): CsvReader => {
  let line = 1;
  let cells: string[] = [];
  let cell = '';
  let place: Place = 'start';
  let size = 0;
  let behindReturn = false;

  const grow = (text: string, counted = text.length): void => {
    size += counted;
    if (size > MOST_LINE_CHARACTERS) throw new FileUnreadable('LINE_TOO_LONG', line);
    cell += text;
  };
  const endCell = (): void => {
    grow('', 1);
    cells.push(cell);
    cell = '';
    place = 'start';
  };
  function* endLine(): Generator<Line> {
    const isEmpty = cells.length === 0 && place === 'start';
    if (!isEmpty) {
      endCell();
      yield { line, cells };
      cells = [];
    }
    size = 0;
    line += 1;
  }
  /** Takes what stands between quotes; answers where it ends. */
  const takeQuoted = (piece: string, from: number): number => {
    const quote = piece.indexOf('"', from);
    const text = piece.slice(from, quote === -1 ? piece.length : quote);
    grow(text);
    line += countOf(text, '\n');
    if (quote === -1) return piece.length;
    place = 'behindQuote';
    return quote + 1;
  };
  const takeQuote = (): void => {
    if (place === 'bare') throw new FileUnreadable('NOT_A_TABLE', line);
    if (place === 'behindQuote') grow('"');
    place = 'quoted';
  };
  const takeBare = (piece: string, from: number): number => {
    if (place === 'behindQuote') throw new FileUnreadable('NOT_A_TABLE', line);
    let to = from + 1;
    while (to < piece.length && !endsBareText(piece[to] ?? '', separator)) to += 1;
    grow(piece.slice(from, to));
    place = 'bare';
    return to;
  };

  return {
    *read(piece) {
      for (let at = 0; at < piece.length; ) {
        if (place === 'quoted') {
          at = takeQuoted(piece, at);
          continue;
        }
        const character = piece[at] ?? '';
        const endsReturn = behindReturn && character === '\n';
        behindReturn = character === '\r';
        if (character === separator) endCell();
        else if (character === '"') takeQuote();
        else if (character === '\r' || (character === '\n' && !endsReturn)) yield* endLine();
        else if (character !== '\n') {
          at = takeBare(piece, at);
          continue;
        }
        at += 1;
      }
    },
    *end() {
      if (place === 'quoted') throw new FileUnreadable('NOT_A_TABLE', line);
      yield* endLine();
    },
  };
};

const endsBareText = (character: string, separator: string): boolean =>
  character === separator || character === '\n' || character === '\r' || character === '"';

const countOf = (text: string, character: string): number => {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count += 1;
  return count;
};

/** Spreadsheets write a semicolon where the comma is the decimal mark. The header tells: our column names have neither. */
export const separatorOf = (header: string): string => {
  const counted = [',', ';', '\t'].map((separator) => ({ separator, count: countOf(header, separator) }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).separator;
};

/** Lines of CSV as they are written, each with its end. Cells must have been kept from running (`withMark`). */
export const csvLines = (lines: readonly (readonly string[])[]): string => lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');

const quoted = (cell: string): string => (/[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
