import type { Invited } from '../../functions/identity/invitation.ts';

/** Opaque to clients: what has to be known to find the thing again. None of it lets anybody in. */
const write = (type: string, parts: readonly string[]): string => Buffer.from(JSON.stringify([type, ...parts])).toString('base64url');

/** Undefined: it is no id of ours of this type. */
const read = (type: string, id: string): readonly string[] | undefined => {
  try {
    const found: unknown = JSON.parse(Buffer.from(id, 'base64url').toString('utf8'));
    const isOurs = Array.isArray(found) && found.every((part) => typeof part === 'string') && found[0] === type;
    return isOurs && write(type, found.slice(1)) === id ? found.slice(1) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

type TeamPhoneRef = { readonly teamCode: string; readonly phoneId: string };

export const teamPhoneId = ({ teamCode, phoneId }: TeamPhoneRef): string => write('TeamPhone', [teamCode, phoneId]);

export const readTeamPhoneId = (id: string): Extract<Invited, { kind: 'teamPhone' }> | undefined => {
  const [teamCode, phoneId] = read('TeamPhone', id) ?? [];
  return teamCode === undefined || phoneId === undefined ? undefined : { kind: 'teamPhone', teamCode, phoneId };
};

export const deviceId = (holder: Invited, sessionId: string): string =>
  holder.kind === 'member' ? write('Device', [holder.memberId, sessionId]) : write('SharedDevice', [holder.teamCode, holder.phoneId, sessionId]);

export const readDeviceId = (id: string): { readonly holder: Invited; readonly sessionId: string } | undefined => {
  const [memberId, ofMember] = read('Device', id) ?? [];
  if (memberId !== undefined && ofMember !== undefined) return { holder: { kind: 'member', memberId }, sessionId: ofMember };
  const [teamCode, phoneId, ofPhone] = read('SharedDevice', id) ?? [];
  return teamCode === undefined || phoneId === undefined || ofPhone === undefined
    ? undefined
    : { holder: { kind: 'teamPhone', teamCode, phoneId }, sessionId: ofPhone };
};

export const passkeyId = ({ memberId, credentialId }: { readonly memberId: string; readonly credentialId: string }): string =>
  write('Passkey', [memberId, credentialId]);

export const readPasskeyId = (id: string): { readonly memberId: string; readonly credentialId: string } | undefined => {
  const [memberId, credentialId] = read('Passkey', id) ?? [];
  return memberId === undefined || credentialId === undefined ? undefined : { memberId, credentialId };
};
