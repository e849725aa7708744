import { AsyncLocalStorage } from 'node:async_hooks';
import { languageOf, type Language } from './language.ts';

/** What is known about a request before its credentials are looked at: enough to answer a failure in the right words. */
export type Asking = {
  readonly language: Language;
  /** UUID: in the answer's header, in its errors, and on each line of the log. */
  readonly requestId: string;
  /** The network address that asks, for counting tries. Never logged. */
  readonly address: string;
  /** A failure that is our fault: for the log, never for the answer. */
  readonly fault: (error: unknown) => void;
  /** A failure by its stable name: a problem's type or an error's code. */
  readonly failed: (name: string) => void;
  /** What is asked, by the schema's own names. */
  readonly operation: (name: string) => void;
};

const current = new AsyncLocalStorage<Asking>();

/** Runs the work of one request. */
export const whileAsking = <Answer>(asking: Asking, work: () => Answer): Answer => current.run(asking, work);

/** The request at work, or undefined outside of one (at start, and where a domain's own tests call in). */
export const currentAsking = (): Asking | undefined => current.getStore();

export const currentLanguage = (): Language => currentAsking()?.language ?? languageOf(undefined);
