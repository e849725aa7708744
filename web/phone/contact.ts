import { ask } from '../shared/api/api.ts';
import { openGranted, type OpenedContact } from '../shared/api/open-granted.ts';
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

/** Opens the contact of a request, with a grant fetched for this one opening. */
export const openContact = async (requestId: string): Promise<OpenedContact> => {
  const answer = await ask(api, Grant, { id: requestId });
  if (!answer.ok) return { ok: false, why: answer.why.kind === 'Offline' ? 'OFFLINE' : 'UNKNOWN' };
  const node = answer.data.node;
  return openGranted(node && 'contactGrant' in node ? node.contactGrant : undefined);
};
