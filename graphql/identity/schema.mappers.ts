import type { Invitation } from '../../functions/identity/invitation.ts';
import type { Invited } from '../../functions/identity/invitation.ts';
import type { Session } from '../../functions/identity/session.ts';
import type { Kept, Member } from '../../functions/teams/team.ts';

export type MemberMapper = Kept<Member>;
export type { Official as OfficialMapper } from '../../functions/identity/official.ts';
export type { TeamPhone as TeamPhoneMapper } from '../../functions/identity/team-phone.ts';

export type MembershipMapper = Member['memberships'][number];
export type InvitationMapper = Invitation;
export type DeviceMapper = { readonly holder: Invited; readonly session: Session };
export type { Passkey as PasskeyMapper } from '../../functions/identity/passkey.ts';
