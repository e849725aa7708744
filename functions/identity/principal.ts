/** For what area an official answers; an operator runs the system and answers for the whole country. */
export type OfficialRole = 'COMMUNE' | 'PROVINCE' | 'NATIONAL' | 'OPERATOR';

/** Who asks. Permission is decided from it in the use case (permission/policy.ts), so that every way in gets the same answer. */
export type Principal =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'member';
      readonly memberId: string;
      readonly sessionId: string;
      /** The team's shared phone on which this member said who they are; absent on a phone of their own. */
      readonly phoneId?: string | undefined;
    }
  /** A team's shared phone, while nobody has said who they are. */
  | { readonly kind: 'teamPhone'; readonly phoneId: string; readonly teamCode: string; readonly sessionId: string }
  | {
      readonly kind: 'official';
      readonly officialId: string;
      readonly role: OfficialRole;
      /** The version of the list of units that `unitCode` is from. */
      readonly unitVersion: string;
      /** The commune or province that they answer for; absent for the whole country. */
      readonly unitCode?: string | undefined;
      readonly sessionId: string;
    }
  /** A paired device, which proved that it has its key. */
  | { readonly kind: 'kiosk'; readonly kioskCode: string; readonly sessionId: string }
  /** Whoever has the tracking link of one help request. The secret is checked by the use case that reads the request. */
  | { readonly kind: 'resident'; readonly requestId: string; readonly trackingSecret: string };

export const anonymous: Principal = { kind: 'anonymous' };
