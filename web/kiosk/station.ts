import type { Client } from '@urql/core';
import { graphql } from '../gql/index.ts';
import type { NearestTeamQuery, RoutingMode, StationQuery } from '../gql/graphql.ts';
import { ask, type Answer } from '../shared/api/api.ts';

export const StationDocument = graphql(`
  query Station($code: String!) {
    kiosk(code: $code) {
      code
      name
      position {
        lat
        lon
      }
      openingHours
      commune {
        name
      }
      demonstration
      contactPoint {
        ...CallCard_contactPoint
        name
        phone
      }
    }
    skills {
      id
      code
      number
      topic {
        code
        ...SkillTile_topic
        ...SkillChip_topic
        ...WantScreen_topic
      }
    }
    contactSealing {
      publicKey
      consent {
        version
        vi: text(language: "vi")
        en: text(language: "en")
      }
    }
  }
`);

const NearestTeamDocument = graphql(`
  query NearestTeam($at: PositionInput!, $kiosk: String!, $topic: String!, $mode: RoutingMode!, $language: LanguageTag!) {
    nearestTeams(at: $at, kiosk: $kiosk, topic: $topic, mode: $mode, language: $language, first: 1) {
      edges {
        distanceMetres
      }
    }
  }
`);

/** Where this kiosk stands, what it offers, and how contacts are sealed. The same for everybody who comes. */
export type Station = StationQuery & { readonly kiosk: NonNullable<StationQuery['kiosk']> };
export type KioskHere = Station['kiosk'];
export type ConsentText = { readonly version: string; readonly vi: string; readonly en: string };

/** The code in this page's own address: `/kiosk/?kiosk=<code>`; empty when there is none. */
export const codeInAddress = (address: Location): string => new URLSearchParams(address.search).get('kiosk')?.trim() ?? '';

export type StationAnswer = { readonly kind: 'KNOWN'; readonly station: Station } | { readonly kind: 'UNKNOWN' } | { readonly kind: 'UNREACHABLE' };

export const readStation = async (api: Client, code: string): Promise<StationAnswer> => {
  if (code === '') return { kind: 'UNKNOWN' };
  const answer = await ask(api, StationDocument, { code });
  if (!answer.ok) return { kind: 'UNREACHABLE' };
  const { kiosk } = answer.data;
  return kiosk === null || kiosk === undefined ? { kind: 'UNKNOWN' } : { kind: 'KNOWN', station: { ...answer.data, kiosk } };
};

/** Metres to the team that would be asked now; null: none can take it now; undefined: could not be found out. */
export const distanceToNearestTeam = async (
  api: Client,
  question: { kiosk: Pick<KioskHere, 'code' | 'position'>; topic: string; mode: RoutingMode; language: string },
): Promise<number | null | undefined> => {
  const { kiosk, topic, mode, language } = question;
  const { lat, lon } = kiosk.position;
  const answer: Answer<NearestTeamQuery> = await ask(api, NearestTeamDocument, { at: { lat, lon }, kiosk: kiosk.code, topic, mode, language });
  return answer.ok ? (answer.data.nearestTeams.edges[0]?.distanceMetres ?? null) : undefined;
};
