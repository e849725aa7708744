import type { QueryResolvers } from '../../../types.generated.ts';
import { InvalidInputError } from '../../errors.ts';
import { nodeOf } from '../../nodes.ts';

const MOST_IDS = 50;

export const nodes: NonNullable<QueryResolvers['nodes']> = (_parent, { ids }, context) => {
  if (ids.length > MOST_IDS) throw new InvalidInputError('TOO_MANY_IDS', ['ids'], MOST_IDS);
  return Promise.all(ids.map((id) => nodeOf(context, id)));
};
