import type { MainTable, TransactWrite } from '../storage/client.ts';
import { requestKey } from './help-request-row.ts';

/**
 * Holds a transaction to this: the member who accepted the request is still at work with it. It fails once the resident took it
 * back, it is done, or it was forwarded. Whoever may only ask this learns nothing else of the request.
 */
export const stillAtWork = ({ name }: MainTable, requestId: string, memberId: string): TransactWrite => ({
  ConditionCheck: {
    TableName: name,
    Key: requestKey(requestId),
    ConditionExpression: '#state IN (:accepted, :inProgress) AND acceptance.memberId = :member',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':accepted': 'ACCEPTED', ':inProgress': 'IN_PROGRESS', ':member': memberId },
  },
});
