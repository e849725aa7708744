import type { DeviceResolvers } from '../../types.generated.ts';
import { deviceId } from '../device-id.ts';

export const Device: DeviceResolvers = {
  id: ({ holder, session }) => deviceId(holder, session.id),
  signedInAt: ({ session }) => session.startedAt,
  lastUsedAt: ({ session }) => session.refresh.since,
  thisDevice: ({ session }, _arguments, { principal }) => 'sessionId' in principal && principal.sessionId === session.id,
};
