import type { Result } from '../../functions/core/result.ts';
import type { ChangeFailure } from '../../functions/help-requests/failures.ts';
import type { HelpRequest } from '../../functions/help-requests/help-request.ts';
import type { Context } from '../base/context.ts';
import { toProblem } from '../base/problems.ts';

/** The answer to every change of a help request: how it stands now, or why not. */
export const toChangeResult = (context: Context, result: Result<HelpRequest, ChangeFailure>) =>
  result.ok
    ? { __typename: 'HelpRequestChanged' as const, request: result.value }
    : toProblem(context, result.failure);
