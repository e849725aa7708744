import type { SheetRow } from '../../../table-files/read-table.ts';
import type { ImportRowInput } from '../../gql/graphql.ts';
import type { Failure } from '../../shared/api/api.ts';
import type { Part, Repeat } from './parts.ts';

/** What is wrong with a cell, in words. `column` is empty where it is the row. */
export type CellProblem = { readonly column: string; readonly message: string; readonly nextStep: string };
export type RefusedRow = { readonly line: number; readonly row: SheetRow; readonly problems: readonly CellProblem[] };
export type Tally = { readonly added: number; readonly changed: number; readonly unchanged: number };

/** Why sending cannot go on by itself. */
export type WhyEnded =
  | { readonly why: 'signedOut' | 'tooManyRefused' }
  | { readonly why: 'failed'; readonly failure: Failure }
  | { readonly why: 'refused'; readonly message: string; readonly nextStep: string };

/** What became of some rows that were sent. `passing`: no answer now, the same may be sent again. */
export type SentRows =
  | ({ readonly kind: 'taken'; readonly refused: readonly { readonly line: number; readonly problems: readonly CellProblem[] }[] } & Tally)
  /** None of them is for whoever sent them. */
  | { readonly kind: 'notTheirs'; readonly message: string; readonly nextStep: string }
  | { readonly kind: 'passing' }
  | ({ readonly kind: 'ended' } & WhyEnded);

export type Answered = { readonly part: Part; readonly tally: Tally; readonly refused: readonly RefusedRow[] };

export type Sending = {
  readonly send: (rows: readonly ImportRowInput[]) => Promise<SentRows>;
  /** Resolves when it is worth another try. Rejects when `signal` says to stop. */
  readonly untilPassed: (signal: AbortSignal) => Promise<void>;
  readonly wordsOfRepeat: (repeat: Repeat) => CellProblem;
  readonly onAnswered: (answered: Answered) => void;
  readonly onWaiting: (waiting: boolean) => void;
  readonly signal: AbortSignal;
};

/** More refused rows than anybody mends one by one, and than a page should hold: the file itself is wrong. */
export const MOST_REFUSED = 20_000;

/**
 * Sends part after part. A part without an answer is sent again, as often as it takes: the same rows change nothing twice. Resolves
 * to undefined when all is sent, or to why it cannot go on; throws when it is stopped, and what reading the file throws.
 */
export const sendParts = async (parts: AsyncIterable<Part>, { send, untilPassed, wordsOfRepeat, onAnswered, onWaiting, signal }: Sending): Promise<WhyEnded | undefined> => {
  let refusedRows = 0;
  for await (const part of parts) {
    signal.throwIfAborted();
    let sent = await sendOrNothing(part, send);
    while (sent.kind === 'passing') {
      onWaiting(true);
      await untilPassed(signal);
      sent = await sendOrNothing(part, send);
    }
    onWaiting(false);
    if (sent.kind === 'ended') return sent;
    const answered = answeredOf(part, sent, wordsOfRepeat);
    onAnswered(answered);
    refusedRows += answered.refused.length;
    if (refusedRows > MOST_REFUSED) return { why: 'tooManyRefused' };
  }
  signal.throwIfAborted();
  return undefined;
};

const NOTHING: Tally = { added: 0, changed: 0, unchanged: 0 };

/** Of a part that only repeats there is nothing to send. */
const sendOrNothing = ({ sent }: Part, send: Sending['send']): Promise<SentRows> =>
  sent.length === 0 ? Promise.resolve({ kind: 'taken', refused: [], ...NOTHING }) : send(sent);

const answeredOf = (part: Part, sent: Extract<SentRows, { kind: 'taken' | 'notTheirs' }>, wordsOfRepeat: Sending['wordsOfRepeat']): Answered => {
  const problems = new Map<number, readonly CellProblem[]>(part.repeats.map((repeat) => [repeat.line, [wordsOfRepeat(repeat)]]));
  if (sent.kind === 'taken') for (const refused of sent.refused) problems.set(refused.line, refused.problems);
  else for (const { line } of part.sent) problems.set(line, [{ column: '', message: sent.message, nextStep: sent.nextStep }]);
  return {
    part,
    tally: sent.kind === 'taken' ? { added: sent.added, changed: sent.changed, unchanged: sent.unchanged } : NOTHING,
    refused: part.rows.flatMap(({ line, row }) => {
      const wrong = problems.get(line);
      return wrong === undefined ? [] : [{ line, row, problems: wrong }];
    }),
  };
};
