/**
 * The secret of an invitation link, `/phone/#invite=<secret>`. It stands in the fragment, which no server and no log sees;
 * the fragment is taken out of the address bar and of the history at once.
 */
export const takeInvitation = (): string | undefined => {
  const secret = /^#invite=(.+)$/.exec(location.hash)?.[1];
  if (secret === undefined) return undefined;
  history.replaceState(history.state, '', location.pathname + location.search);
  try {
    return decodeURIComponent(secret);
  } catch (error) {
    // A link that was cut while it was copied: the service will say that it knows no such invitation.
    if (error instanceof URIError) return secret;
    throw error;
  }
};
