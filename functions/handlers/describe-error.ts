/** What the log says of an error. */
export type DescribedError = {
  readonly name: string;
  readonly message: string;
  /** Where it happened, without the message. */
  readonly at: readonly string[];
  readonly cause?: DescribedError;
};

/** Eight digits or more, however they are set apart, could be somebody's telephone or identity number. */
const LONG_NUMBER = /\+?\d(?:[\s.-]?\d){7,}/g;

/** Text in quotation marks may be what somebody wrote; values that do not fit are quoted in most libraries' messages. */
const QUOTED = /"(?:[^"\\]|\\.)*"/g;

/** AWS quotes what a request was signed with. */
const SIGNED_WITH = /\b(Authorization|Credential|Signature)=\S+/g;

/** An error for the log: what and where, without the values that it happened with. */
export const describeError = (error: unknown): DescribedError => {
  if (!(error instanceof Error)) return { name: typeof error, message: 'Something was thrown that is no error.', at: [] };
  const at = (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
  return {
    name: error.name,
    message: error.message.replace(SIGNED_WITH, '$1=…').replace(QUOTED, '"…"').replace(LONG_NUMBER, '[number]'),
    at: at.slice(0, 12),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
};
