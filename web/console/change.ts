import { ref } from 'vue';
import type { Answer, Failure } from '../shared/api/api.ts';
import { problemWords } from '../shared/api/problem-words.ts';

/** Why something was not done, in words. `field`: the path of the input's value that cannot be taken, if it is one. */
export type Refusal = { readonly message: string; readonly nextStep: string; readonly field?: string | undefined };

/** The part of every mutation's answer that says no: our problems carry their own translated words. */
type Told = { readonly __typename: string; readonly message?: string; readonly nextStep?: string; readonly field?: readonly string[] };

export const refusalIn = (result: Told): Refusal | undefined =>
  result.message === undefined ? undefined : { message: result.message, nextStep: result.nextStep ?? '', field: result.field?.join('.') };

const unanswered = (why: Failure): Refusal => {
  const { message, next } = problemWords(why);
  return { message, nextStep: next };
};

/**
 * One act of this desk. `act` answers with the result when it was done; otherwise `refusal` says why, be it the service's
 * problem or the network's.
 */
export const useAct = <Input, Data, Result extends Told>(send: (input: Input) => Promise<Answer<Data>>, resultIn: (data: NoInfer<Data>) => Result) => {
  const busy = ref(false);
  const refusal = ref<Refusal>();
  const act = async (input: Input): Promise<Exclude<Result, { readonly message: string }> | undefined> => {
    if (busy.value) return undefined;
    busy.value = true;
    refusal.value = undefined;
    const answer = await send(input);
    busy.value = false;
    if (!answer.ok) {
      refusal.value = unanswered(answer.why);
      return undefined;
    }
    const result = resultIn(answer.data);
    refusal.value = refusalIn(result);
    return refusal.value === undefined ? (result as Exclude<Result, { readonly message: string }>) : undefined;
  };
  return { busy, refusal, act };
};
