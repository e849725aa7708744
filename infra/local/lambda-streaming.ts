import { Writable } from 'node:stream';
import type { Context } from 'aws-lambda';

/** What a streaming handler says before its first byte. */
export type StreamPrelude = {
  readonly statusCode?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly cookies?: readonly string[] | undefined;
};

/** The stream that Lambda gives to a streaming handler. It reports the prelude, at the latest before the first byte. */
export class ResponseStream extends Writable {
  #contentType: string | undefined;
  #begun = false;
  readonly #sink: { readonly begin: (prelude: StreamPrelude) => void; readonly body: Writable };

  constructor(sink: { readonly begin: (prelude: StreamPrelude) => void; readonly body: Writable }) {
    super();
    this.#sink = sink;
    // Whoever asked has gone away: the handler's next write fails.
    sink.body.once('close', () => this.destroy());
  }

  setContentType(contentType: string): void {
    this.#contentType = contentType;
  }

  begin(prelude: StreamPrelude): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#sink.begin(prelude);
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#beginPlain();
    this.#sink.body.write(chunk, encoding, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#beginPlain();
    this.#sink.body.end(() => done());
  }

  #beginPlain(): void {
    this.begin({ statusCode: 200, headers: { 'content-type': this.#contentType ?? 'application/octet-stream' } });
  }
}

export type StreamingHandler = (event: unknown, stream: ResponseStream, context: Context) => Promise<void>;

/** How a streaming handler is told from one that returns its answer whole. */
const STREAMING = Symbol.for('tram-so.local.streaming');

export const isStreaming = (handler: unknown): handler is StreamingHandler => typeof handler === 'function' && STREAMING in handler;

/**
 * Gives this process the global that Lambda's Node runtime has: `awslambda.streamifyResponse` marks a handler, and
 * `awslambda.HttpResponseStream.from` sets status, headers and cookies.
 */
export const provideStreamingGlobal = (): void => {
  Object.assign(globalThis, {
    awslambda: {
      streamifyResponse: (handler: StreamingHandler): StreamingHandler => Object.assign(handler, { [STREAMING]: true }),
      HttpResponseStream: {
        from: (stream: ResponseStream, prelude: StreamPrelude): ResponseStream => {
          stream.begin(prelude);
          return stream;
        },
      },
    },
  });
};
