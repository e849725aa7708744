import type { QueryResolvers } from '../../../types.generated.ts';
import { viewerOf } from '../../viewer.ts';

export const viewer: NonNullable<QueryResolvers['viewer']> = (_parent, _arguments, context) =>
  'sessionId' in context.principal ? viewerOf(context, context.principal) : null;
