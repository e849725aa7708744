import { readFragment, type FragmentType } from '../gql/index.ts';
import type { ChangeResultFragment } from '../gql/graphql.ts';
import type { Answer } from '../shared/api/api.ts';
import { useChange } from '../shared/api/change.ts';
import { ChangeResult } from './changes.ts';
import { RequestCard } from './queue/documents.ts';
import type { Card } from './queue/sort-queue.ts';
import { useQueue } from './queue/use-queue.ts';
import { say } from './said.ts';
import { t } from './text/index.ts';

/** Says in words why a change did not happen, with how the request stands now. */
const sayRefusal = (result: Exclude<ChangeResultFragment, { __typename: 'HelpRequestChanged' }>): void => {
  if (result.__typename === 'AcceptedByAnother') {
    const { ticket } = readFragment(RequestCard, result.request);
    return say({ kind: 'other', title: t('changed.byAnother', { name: result.memberName }), next: t('changed.byAnotherNext', { ticket: ticket.number }) });
  }
  if (result.__typename === 'NotPossibleNow') {
    const { ticket, state } = readFragment(RequestCard, result.request);
    return say({ kind: 'other', title: t('changed.notNow', { ticket: ticket.number }), next: t('changed.nowIs', { state: t(`state.${state}`) }) });
  }
  say({ kind: 'other', title: result.message, next: result.nextStep });
};

/**
 * A change of a request from this phone. `make` answers with the request as it is after it, or undefined: then either
 * `failure` says that nobody answered, or the refusal has been said. The queue is asked anew in every case.
 */
export const useRequestChange = <Input, Data>(
  send: (input: Input, changeId: string) => Promise<Answer<Data>>,
  resultIn: (data: NoInfer<Data>) => FragmentType<typeof ChangeResult>,
) => {
  const { refresh } = useQueue();
  const { busy, failure, make } = useChange(send);
  const change = async (input: Input): Promise<{ readonly changed?: Card; readonly refused: boolean }> => {
    const answer = await make(input);
    if (answer === undefined) return { refused: false };
    await refresh();
    const result = readFragment(ChangeResult, resultIn(answer));
    if (result.__typename === 'HelpRequestChanged') return { changed: readFragment(RequestCard, result.request), refused: false };
    sayRefusal(result);
    return { refused: true };
  };
  return { busy, failure, change };
};
