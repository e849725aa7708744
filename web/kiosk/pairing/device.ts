import type { Client } from '@urql/core';
import { graphql } from '../../gql/index.ts';
import { ask, tell } from '../../shared/api/api.ts';
import type { DeviceKey } from './device-key.ts';

const DeviceDocument = graphql(`
  query KioskDevice($keyId: String!) {
    kioskDevice(keyId: $keyId) {
      state
      kiosk {
        code
      }
    }
    viewer {
      __typename
      ... on Kiosk {
        code
      }
    }
  }
`);

const StartPairingDocument = graphql(`
  mutation StartKioskPairing($input: StartKioskPairingInput!) {
    startKioskPairing(input: $input) {
      __typename
      ... on KioskPairingStarted {
        code
        endsAt
      }
      ... on TooManyTries {
        waitSeconds
      }
    }
  }
`);

const ChallengeDocument = graphql(`
  mutation ChallengeKiosk($input: ChallengeKioskInput!) {
    challengeKiosk(input: $input) {
      __typename
      ... on KioskChallenge {
        nonce
        text
      }
    }
  }
`);

const SignInDocument = graphql(`
  mutation SignInKiosk($input: SignInKioskInput!) {
    signInKiosk(input: $input) {
      __typename
      ... on SignInKioskSuccess {
        kiosk {
          code
        }
      }
    }
  }
`);

/** Where this device stands now. `UNREACHABLE`: nobody answered, or not with what was asked. */
export type DeviceNow =
  | { readonly kind: 'KIOSK'; readonly code: string }
  | { readonly kind: 'CODE'; readonly code: string; readonly endsAt: string }
  | { readonly kind: 'TOO_MANY'; readonly waitSeconds: number }
  | { readonly kind: 'UNREACHABLE' };

const unreachable: DeviceNow = { kind: 'UNREACHABLE' };

/**
 * Looks where this device stands and does what follows: a paired one proves its key unless it is signed in as its kiosk, any
 * other one gets a code to show, which is the same one while that is good.
 */
export const deviceNow = async (api: Client, key: DeviceKey): Promise<DeviceNow> => {
  const answer = await ask(api, DeviceDocument, { keyId: key.keyId });
  if (!answer.ok) return unreachable;
  const { kioskDevice, viewer } = answer.data;
  const code = kioskDevice.kiosk?.code;
  if (kioskDevice.state !== 'PAIRED' || code === undefined) return showCode(api, key);
  const isSignedIn = viewer?.__typename === 'Kiosk' && viewer.code === code;
  return isSignedIn ? { kind: 'KIOSK', code } : signIn(api, key);
};

const showCode = async (api: Client, { publicKey }: DeviceKey): Promise<DeviceNow> => {
  const answer = await tell(api, StartPairingDocument, { input: { publicKey } });
  const started = answer.ok ? answer.data.startKioskPairing : undefined;
  switch (started?.__typename) {
    case 'KioskPairingStarted':
      return { kind: 'CODE', code: started.code, endsAt: started.endsAt };
    case 'TooManyTries':
      return { kind: 'TOO_MANY', waitSeconds: started.waitSeconds };
    default:
      return unreachable;
  }
};

const signIn = async (api: Client, key: DeviceKey): Promise<DeviceNow> => {
  const asked = await tell(api, ChallengeDocument, { input: { keyId: key.keyId } });
  const challenge = asked.ok ? asked.data.challengeKiosk : undefined;
  if (challenge?.__typename !== 'KioskChallenge') return unreachable;
  const signature = await key.sign(challenge.text);
  const answer = await tell(api, SignInDocument, { input: { keyId: key.keyId, nonce: challenge.nonce, signature } });
  const signedIn = answer.ok ? answer.data.signInKiosk : undefined;
  return signedIn?.__typename === 'SignInKioskSuccess' ? { kind: 'KIOSK', code: signedIn.kiosk.code } : unreachable;
};
