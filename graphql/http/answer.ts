import type { Context as HonoContext } from 'hono';
import { errorStatuses, plainError, type TranslatedCode } from '../base/errors.ts';
import type { ParameterName } from '../base/problem-texts.ts';
import { answerType, PLAIN_JSON } from './media-types.ts';

/** An error that never came to GraphQL, in the shape of a GraphQL answer. `field`: the parameter that cannot be read. */
export const refuse = (context: HonoContext, code: TranslatedCode, headers: Readonly<Record<string, string>> = {}, field?: ParameterName): Response =>
  context.body(`${JSON.stringify({ errors: [plainError(code, field)] })}\n`, errorStatuses[code], {
    'content-type': `${answerType(context.req.header('accept')) ?? PLAIN_JSON}; charset=utf-8`,
    ...headers,
  });
