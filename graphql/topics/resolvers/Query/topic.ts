import { topicByCode } from '../../../../functions/topics/catalogue.ts';
import type { QueryResolvers } from '../../../types.generated.ts';

export const topic: NonNullable<QueryResolvers['topic']> = (_parent, { code }) => topicByCode(code) ?? null;
