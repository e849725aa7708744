import { tell } from '../shared/api/api.ts';
import { graphql } from '../gql/index.ts';
import { language } from '../shared/text/text.ts';
import type { DeclineReason, ForwardTarget, Outcome, WaitReason } from '../gql/graphql.ts';
import { api } from './api.ts';

/** What a change came to. Every kind of refusal carries its words; two of them say how the request stands now. */
export const ChangeResult = graphql(`
  fragment ChangeResult on HelpRequestChangeResult {
    __typename
    ... on HelpRequestChanged {
      request {
        ...RequestCard
      }
    }
    ... on AcceptedByAnother {
      memberName
      request {
        ...RequestCard
      }
    }
    ... on NotPossibleNow {
      request {
        ...RequestCard
      }
    }
    ... on Problem {
      message
      nextStep
    }
  }
`);

const Accept = graphql(`
  mutation Accept($input: ChangeHelpRequestInput!, $language: LanguageTag!) {
    acceptRequest(input: $input) {
      ...ChangeResult
    }
  }
`);
const Decline = graphql(`
  mutation Decline($input: DeclineOfferInput!, $language: LanguageTag!) {
    declineOffer(input: $input) {
      ...ChangeResult
    }
  }
`);
const Start = graphql(`
  mutation Start($input: ChangeHelpRequestInput!, $language: LanguageTag!) {
    startRequest(input: $input) {
      ...ChangeResult
    }
  }
`);
const Resolve = graphql(`
  mutation Resolve($input: ResolveRequestInput!, $language: LanguageTag!) {
    resolveRequest(input: $input) {
      ...ChangeResult
    }
  }
`);
const Forward = graphql(`
  mutation Forward($input: ForwardRequestInput!, $language: LanguageTag!) {
    forwardRequest(input: $input) {
      ...ChangeResult
    }
  }
`);

const WaitForResident = graphql(`
  mutation WaitForResident($input: WaitForResidentInput!, $language: LanguageTag!) {
    waitForResident(input: $input) {
      ...ChangeResult
    }
  }
`);
const Resume = graphql(`
  mutation Resume($input: ChangeHelpRequestInput!, $language: LanguageTag!) {
    resumeRequest(input: $input) {
      ...ChangeResult
    }
  }
`);

type OfRequest = { readonly requestId: string };

/** Each sends one change; the id is made by useChange and kept until the answer. */
export const accept = (input: OfRequest, changeId: string) => tell(api, Accept, { input: { ...input, changeId }, language: language.value });
export const decline = (input: OfRequest & { readonly reason: DeclineReason }, changeId: string) =>
  tell(api, Decline, { input: { ...input, changeId }, language: language.value });
export const start = (input: OfRequest, changeId: string) => tell(api, Start, { input: { ...input, changeId }, language: language.value });
export const resolve = (input: OfRequest & { readonly outcome: Outcome }, changeId: string) =>
  tell(api, Resolve, { input: { ...input, changeId }, language: language.value });
export const forward = (input: OfRequest & { readonly to: ForwardTarget; readonly reason: string }, changeId: string) =>
  tell(api, Forward, { input: { ...input, changeId }, language: language.value });
export const waitForResident = (input: OfRequest & { readonly reason: WaitReason }, changeId: string) =>
  tell(api, WaitForResident, { input: { ...input, changeId }, language: language.value });
export const resume = (input: OfRequest, changeId: string) => tell(api, Resume, { input: { ...input, changeId }, language: language.value });
