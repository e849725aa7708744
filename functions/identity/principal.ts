/** Who asks. Permission is decided from it in the use case, so that every way in gets the same answer. */
export type Principal =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'member'; readonly memberId: string; readonly sessionId: string }
  /** Whoever has the tracking link of one help request. The secret is checked by the use case that reads the request. */
  | { readonly kind: 'resident'; readonly requestId: string; readonly trackingSecret: string };

export const anonymous: Principal = { kind: 'anonymous' };
