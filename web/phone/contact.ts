import { ask } from '../shared/api/api.ts';
import { graphql } from '../gql/index.ts';
import { api } from './api.ts';

const Grant = graphql(`
  query ContactGrant($id: ID!) {
    node(id: $id) {
      ... on HelpRequest {
        contactGrant {
          token
          endpoint
        }
      }
    }
  }
`);

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
 * Opens the contact of a request at the contacts' own endpoint, with a grant fetched for this one opening (it lasts a
 * minute). The caller keeps the number in memory only, and forgets it when its screen goes.
 */
export const openContact = async (requestId: string): Promise<OpenedContact> => {
  const answer = await ask(api, Grant, { id: requestId });
  if (!answer.ok) return fail(answer.why.kind === 'Offline' ? 'OFFLINE' : 'UNKNOWN');
  const node = answer.data.node;
  const grant = node && 'contactGrant' in node ? node.contactGrant : null;
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
