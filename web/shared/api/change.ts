import { ref, type Ref } from 'vue';
import type { Answer, Failure } from './api.ts';

export type Change<Input, Data> = {
  /** It has been sent and is not answered yet. */
  readonly busy: Readonly<Ref<boolean>>;
  /** Why the last attempt got no answer. */
  readonly failure: Readonly<Ref<Failure | undefined>>;
  /** The answer, or undefined when there was none (see `failure`): call it again with the same input. */
  readonly make: (input: Input) => Promise<Data | undefined>;
};

/**
 * A change with an id of its own. The id is made once and kept until the service has answered, so that pressing again
 * after a lost answer repeats the same change and does not make a second one. Other input is another change.
 */
export const useChange = <Input, Data>(send: (input: Input, changeId: string) => Promise<Answer<Data>>): Change<Input, Data> => {
  const busy = ref(false);
  const failure = ref<Failure>();
  let unanswered: { content: string; changeId: string } | undefined;
  const make = async (input: Input): Promise<Data | undefined> => {
    if (busy.value) return undefined;
    const content = JSON.stringify(input);
    if (unanswered?.content !== content) unanswered = { content, changeId: crypto.randomUUID() };
    busy.value = true;
    failure.value = undefined;
    try {
      const answer = await send(input, unanswered.changeId);
      if (answer.ok) {
        unanswered = undefined;
        return answer.data;
      }
      failure.value = answer.why;
      return undefined;
    } finally {
      busy.value = false;
    }
  };
  return { busy, failure, make };
};
