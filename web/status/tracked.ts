import { computed, ref, watch } from 'vue';
import { ask, createApi, tell, type Answer, type Failure } from '../shared/api/api.ts';
import { useChange } from '../shared/api/change.ts';
import { rightNow } from '../shared/now.ts';
import { language } from '../shared/text/text.ts';
import { readFragment, type FragmentType } from '../gql/index.ts';
import type { TrackedRequestFragment } from '../gql/graphql.ts';
import { CancelMutation, EraseMutation, OpeningsQuery, RateMutation, ReopenMutation, ResidentChange, TrackedQuery, TrackedRequest } from './documents.ts';
import { linkIn, trackingCredentials, type TrackingLink } from './link.ts';

export type Tracked = TrackedRequestFragment;

/** Somebody may be standing beside the machine: four seconds are soon enough to see who comes, and cheap enough. */
const REFRESH_MS = 4000;

const link = ref<TrackingLink>();
/** Undefined: not known yet. Null: the link opens nothing. */
const request = ref<Tracked | null>();
const failure = ref<Failure>();
const seenAt = ref<Date>();
/** Why the last change was refused, in the service's words. */
const refusal = ref<{ readonly message: string; readonly nextStep: string }>();
let languageChosen = false;

const api = createApi({
  getHeaders: () => ({
    'accept-language': language.value,
    ...(link.value === undefined ? {} : { authorization: trackingCredentials(link.value) }),
  }),
  // The next refreshing is the second try.
  pausesMs: [400],
});

const take = (known: Tracked): void => {
  // An answer that was overtaken by a change of this page would show the old state for four seconds.
  if (request.value && request.value.id === known.id && known.revision < request.value.revision) return;
  request.value = known;
  seenAt.value = rightNow();
  if (!languageChosen) {
    languageChosen = true;
    language.value = known.language === 'vi' ? 'vi' : 'en';
  }
};

let asking = false;
const refresh = async (): Promise<void> => {
  const asked = link.value;
  if (asking || asked === undefined) return;
  asking = true;
  const answer = await ask(api, TrackedQuery, { language: language.value });
  asking = false;
  if (asked !== link.value) return void refresh();
  if (!answer.ok) {
    failure.value = answer.why;
    return;
  }
  failure.value = undefined;
  const known = readFragment(TrackedRequest, answer.data.trackedRequest);
  if (known) take(known);
  else request.value = null;
};

const open = (): void => {
  link.value = linkIn(location.hash);
  request.value = link.value === undefined ? null : undefined;
  failure.value = undefined;
  languageChosen = false;
  void refresh();
};

/** Begins once, when the page opens. */
export const startTracking = (): void => {
  open();
  addEventListener('hashchange', open);
  addEventListener('online', () => void refresh());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void refresh();
  });
  setInterval(() => {
    if (document.visibilityState === 'visible') void refresh();
  }, REFRESH_MS);
  watch(language, () => {
    languageChosen = true;
    void refresh();
  });
};

/** A change by the resident. Answers whether it is done; if not, `failure` or `refusal` says why. */
const useResidentChange = <Input, Data>(
  send: (input: Input, changeId: string) => Promise<Answer<Data>>,
  resultIn: (data: NoInfer<Data>) => FragmentType<typeof ResidentChange>,
) => {
  const { busy, failure: notSent, make } = useChange(send);
  const change = async (input: Input): Promise<boolean> => {
    refusal.value = undefined;
    const answer = await make(input);
    if (answer === undefined) return false;
    const result = readFragment(ResidentChange, resultIn(answer));
    if (result.__typename === 'HelpRequestChanged' || result.__typename === 'NotPossibleNow') take(readFragment(TrackedRequest, result.request));
    if (result.__typename === 'HelpRequestChanged') return true;
    refusal.value = { message: result.message, nextStep: result.nextStep };
    return false;
  };
  return { busy, failure: notSent, change };
};

type OfRequest = { readonly requestId: string };
export const useCancel = () =>
  useResidentChange((input: OfRequest, changeId) => tell(api, CancelMutation, { input: { ...input, changeId }, language: language.value }), (data) => data.cancelRequest);
export const useErase = () =>
  useResidentChange((input: OfRequest, changeId) => tell(api, EraseMutation, { input: { ...input, changeId }, language: language.value }), (data) => data.eraseContact);
export const useReopen = () =>
  useResidentChange(
    (input: OfRequest & { readonly reason?: string }, changeId) => tell(api, ReopenMutation, { input: { ...input, changeId }, language: language.value }),
    (data) => data.reopenRequest,
  );
export const useRate = () =>
  useResidentChange((input: OfRequest & { readonly rating: number }, changeId) => tell(api, RateMutation, { input: { ...input, changeId }, language: language.value }), (data) => data.rateHelp);

export type Opening = { readonly id: string; readonly at: string; readonly name: string };

/** Who opened the number and when, the latest first. */
export const askOpenings = async (): Promise<Answer<readonly Opening[]>> => {
  const answer = await ask(api, OpeningsQuery, {});
  if (!answer.ok) return answer;
  const lines = answer.data.trackedRequest?.auditTrail?.edges.map(({ node }) => node) ?? [];
  return { ok: true, data: lines.flatMap(({ id, at, act, by }) => (act === 'openContact' ? [{ id, at, name: by.name ?? '' }] : [])) };
};

/** The request that the address opens, kept current. */
export const useTracked = () => ({ request: computed(() => request.value), failure: computed(() => failure.value), seenAt: computed(() => seenAt.value), refusal, refresh });
