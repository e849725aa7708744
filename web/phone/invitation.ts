import { ref } from 'vue';

/** The secret that the page was opened with, until it has been used. In memory only. */
export const invitation = ref<string>();

/**
 * The secret of an invitation link, `/phone/#invite=<secret>`, in a fragment. No server and no log sees a fragment; the
 * router takes it out of the address bar and the history at once. Undefined: it is none.
 */
export const invitationIn = (fragment: string): string | undefined => {
  const secret = /^#invite=(.+)$/.exec(fragment)?.[1];
  if (secret === undefined) return undefined;
  try {
    return decodeURIComponent(secret);
  } catch (error) {
    // A link that was cut while it was copied: the service will say that it knows no such invitation.
    if (error instanceof URIError) return secret;
    throw error;
  }
};
