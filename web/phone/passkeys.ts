import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { tell, type Failure } from '../shared/api/api.ts';
import { graphql } from '../gql/index.ts';
import { api } from './api.ts';

const BeginPasskey = graphql(`
  mutation BeginPasskey {
    beginPasskey {
      __typename
      ... on PasskeyChallenge {
        options
      }
    }
  }
`);
const AddPasskey = graphql(`
  mutation AddPasskey($response: String!) {
    addPasskey(input: { response: $response }) {
      __typename
    }
  }
`);
const BeginPasskeySignIn = graphql(`
  mutation BeginPasskeySignIn {
    beginPasskeySignIn {
      options
    }
  }
`);
const SignInWithPasskey = graphql(`
  mutation SignInWithPasskey($response: String!) {
    signInWithPasskey(input: { response: $response }) {
      __typename
      ... on TooManyTries {
        message
        nextStep
      }
    }
  }
`);

/** Passkeys are made for a name: a station that is opened by its number, as on a trial network, cannot have any. */
export const canHavePasskey = (): boolean => browserSupportsWebAuthn() && !/^[\d.]+$|^\[/.test(location.hostname);

/** `given up`: the person closed the phone's question, or the phone had no passkey to offer. */
export type PasskeyOutcome = 'done' | 'given up' | 'refused' | TooOften | Failure;

/** In the service's own words. */
type TooOften = { readonly kind: 'TooOften'; readonly message: string; readonly next: string };

type Options = Parameters<typeof startRegistration>[0]['optionsJSON'];
type SignInOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];

/** Asks the phone. Browsers throw one and the same DOMException for all that a person may do instead of answering. */
const fromPhone = async (question: () => Promise<unknown>): Promise<string | undefined> => {
  try {
    return JSON.stringify(await question());
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
};

export const addPasskey = async (): Promise<PasskeyOutcome> => {
  const begun = await tell(api, BeginPasskey, {});
  if (!begun.ok) return begun.why;
  const { beginPasskey } = begun.data;
  if (beginPasskey.__typename !== 'PasskeyChallenge') return 'refused';
  const response = await fromPhone(() => startRegistration({ optionsJSON: JSON.parse(beginPasskey.options) as Options }));
  if (response === undefined) return 'given up';
  const added = await tell(api, AddPasskey, { response });
  if (!added.ok) return added.why;
  return added.data.addPasskey.__typename === 'PasskeyAdded' ? 'done' : 'refused';
};

export const signInWithPasskey = async (): Promise<PasskeyOutcome> => {
  const begun = await tell(api, BeginPasskeySignIn, {});
  if (!begun.ok) return begun.why;
  const { options } = begun.data.beginPasskeySignIn;
  const response = await fromPhone(() => startAuthentication({ optionsJSON: JSON.parse(options) as SignInOptions }));
  if (response === undefined) return 'given up';
  const signedIn = await tell(api, SignInWithPasskey, { response });
  if (!signedIn.ok) return signedIn.why;
  const result = signedIn.data.signInWithPasskey;
  if (result.__typename === 'TooManyTries') return { kind: 'TooOften', message: result.message, next: result.nextStep };
  return result.__typename === 'SignedIn' ? 'done' : 'refused';
};
