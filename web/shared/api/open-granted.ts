/** A right to open one sealed number, for a minute: `ContactGrant` of the API. */
export type Grant = { readonly token: string; readonly endpoint: string };

const CODES = ['CONTACT_GONE', 'GRANT_REFUSED', 'CONTACT_UNREADABLE'] as const;
export type ContactProblem = (typeof CODES)[number] | 'OFFLINE' | 'UNKNOWN';
export type OpenedContact = { readonly ok: true; readonly phone: string } | { readonly ok: false; readonly why: ContactProblem };

const fail = (why: ContactProblem): OpenedContact => ({ ok: false, why });

const textIn = (answer: unknown, name: 'phone' | 'code'): string | undefined => {
  if (typeof answer !== 'object' || answer === null || !(name in answer)) return undefined;
  const value = (answer as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
};

/**
 * Opens a number at the contacts' own endpoint, with a grant fetched for this one opening; without one it is refused. The
 * service writes the opening down before it answers. The caller keeps the number in memory only, and forgets it when its
 * screen goes.
 */
export const openGranted = async (grant: Grant | null | undefined): Promise<OpenedContact> => {
  if (grant === null || grant === undefined) return fail('GRANT_REFUSED');
  // The path comes from the service; it must stay on this origin, since the grant goes with it.
  const endpoint = new URL(grant.endpoint, location.origin);
  if (endpoint.origin !== location.origin) return fail('GRANT_REFUSED');
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { authorization: `Bearer ${grant.token}` },
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(10_000),
    });
    const body: unknown = await response.json();
    const phone = textIn(body, 'phone');
    if (response.ok && phone !== undefined && /^\+\d{8,15}$/.test(phone)) return { ok: true, phone };
    return fail(CODES.find((code) => code === textIn(body, 'code')) ?? 'UNKNOWN');
  } catch (error) {
    // fetch rejects with TypeError without a network, with TimeoutError when nothing comes; a body may be no JSON.
    if (error instanceof SyntaxError) return fail('UNKNOWN');
    if (error instanceof TypeError || error instanceof DOMException) return fail('OFFLINE');
    throw error;
  }
};

/** '+84912345678' as people read it: '0912 345 678'. Other countries' numbers stay as they are. */
export const readablePhone = (phone: string): string => {
  const own = /^\+84(\d{3})(\d{3})(\d{3})$/.exec(phone);
  return own === null ? phone : `0${own[1]} ${own[2]} ${own[3]}`;
};
