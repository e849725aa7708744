import type { OfficialRole } from '../identity/principal.ts';
import type { MemberRole } from '../teams/team.ts';
import type { Place } from './area.ts';

/** Whoever asks, with what had to be read to know over what they may act. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'resident'; readonly requestId: string }
  | ({ readonly kind: 'kiosk'; readonly kioskCode: string } & Place)
  | { readonly kind: 'teamPhone'; readonly phoneId: string; readonly teamCode: string }
  | MemberActor
  | {
      readonly kind: 'official';
      readonly officialId: string;
      readonly role: OfficialRole;
      readonly unitVersion: string;
      /** Absent for the whole country. */
      readonly unitCode?: string | undefined;
    };

export type MemberActor = { readonly kind: 'member'; readonly memberId: string; readonly teams: readonly OwnTeam[] };

/** A team of a member, and where it is. */
export type OwnTeam = { readonly teamCode: string; readonly role: MemberRole } & Place;

export const nobody: Actor = { kind: 'anonymous' };
