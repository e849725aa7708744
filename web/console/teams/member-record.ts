import { graphql } from '../../gql/index.ts';
import type { ConsoleSetMemberPhoneMutation } from '../../gql/graphql.ts';
import { ask, tell, type Answer } from '../../shared/api/api.ts';
import { openGranted, type OpenedContact } from '../../shared/api/open-granted.ts';
import { sealPhone } from '../../shared/seal-phone.ts';
import { api } from '../api.ts';

const PhoneGrant = graphql(`
  query ConsolePhoneGrant($id: ID!) {
    node(id: $id) {
      ... on Member {
        phoneGrant {
          token
          endpoint
        }
      }
    }
  }
`);
const PhoneKey = graphql(`
  query ConsolePhoneKey {
    contactSealing {
      publicKey
    }
  }
`);
const SetPhone = graphql(`
  mutation ConsoleSetMemberPhone($input: SetMemberPhoneInput!) {
    setMemberPhone(input: $input) {
      ...MemberOutcome
    }
  }
`);
const ChangeMember = graphql(`
  mutation ConsoleChangeMember($input: ChangeMemberInput!) {
    changeMember(input: $input) {
      ...MemberOutcome
    }
  }
`);

/** A training as it is kept: the code of a skill or topic or the office's own, and a day in Vietnam. */
export type Training = { readonly code: string; readonly on: string };

/** '0912 345 678', '+84 912.345.678' as E.164; undefined unless it is a Vietnamese mobile (since 2018: 3, 5, 7, 8 or 9 and eight digits). */
export const mobileIn = (typed: string): string | undefined => {
  const [, own] = /^(?:\+?84|0)([35789]\d{8})$/.exec(typed.replaceAll(/[\s.()-]/g, '')) ?? [];
  return own === undefined ? undefined : `+84${own}`;
};

/** Seals the number here and sends it, or erases what is kept. The newest counts, so it needs no revision. */
export const setMemberPhone = async ({ memberId, phone }: { readonly memberId: string; readonly phone: string | null }): Promise<Answer<ConsoleSetMemberPhoneMutation>> => {
  if (phone === null) return tell(api, SetPhone, { input: { memberId, phone } });
  const key = await ask(api, PhoneKey, {});
  return key.ok ? tell(api, SetPhone, { input: { memberId, phone: await sealPhone(key.data.contactSealing.publicKey, phone) } }) : key;
};

/** Opens a member's own number; the service writes it into the trail first. */
export const openMemberPhone = async (id: string): Promise<OpenedContact> => {
  const answer = await ask(api, PhoneGrant, { id });
  if (!answer.ok) return { ok: false, why: answer.why.kind === 'Offline' ? 'OFFLINE' : 'UNKNOWN' };
  const node = answer.data.node;
  return openGranted(node && 'phoneGrant' in node ? node.phoneGrant : undefined);
};

export const setTrainings = (input: { readonly memberId: string; readonly revision: number; readonly trainings: readonly Training[] }) =>
  tell(api, ChangeMember, { input: { ...input, trainings: [...input.trainings] } });
