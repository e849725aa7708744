import type { PasskeyResolvers } from '../../types.generated.ts';
import { passkeyId } from '../device-id.ts';

export const Passkey: PasskeyResolvers = {
  id: (passkey) => passkeyId(passkey),
};
