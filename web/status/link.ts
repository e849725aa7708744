/** What the QR code on a slip opens: `/status/#<request id>.<secret>`. The fragment is sent to no server and into no log. */
export type TrackingLink = { readonly requestId: string; readonly secret: string };

const LINK = /^#([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([A-Za-z0-9_-]{22,128})$/i;

/** The link in a fragment, or undefined when it was cut or is something else. */
export const linkIn = (fragment: string): TrackingLink | undefined => {
  const [, requestId, secret] = LINK.exec(fragment) ?? [];
  return requestId === undefined || secret === undefined ? undefined : { requestId, secret };
};

/** Value of the `Authorization` header that opens the request. */
export const trackingCredentials = ({ requestId, secret }: TrackingLink): string => `Tracking ${requestId}.${secret}`;
