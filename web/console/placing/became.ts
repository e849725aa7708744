import { shallowRef } from 'vue';
import { graphql } from '../../gql/index.ts';
import type { ConsoleBecameQuery, ConsoleCommunesToChooseQuery } from '../../gql/graphql.ts';
import { ask, type Answer, type Failure } from '../../shared/api/api.ts';
import { api } from '../api.ts';
import type { Candidate } from './proposal.ts';

/** A commune of an earlier list. */
export type Former = { readonly version: string; readonly code: string; readonly name: string };

/** What a commune of before was divided among, with the teams that are there already: 100 say well enough where a unit is. */
const BecameQuery = graphql(`
  query ConsoleBecame($version: Date!, $code: String!, $after: String) {
    adminUnit(asOf: $version, code: $code) {
      id
      today(first: 10, after: $after) {
        edges {
          cursor
          node {
            id
            version
            code
            name
            parent {
              id
              name
            }
            teams(first: 100) {
              edges {
                cursor
                node {
                  id
                  position {
                    lat
                    lon
                  }
                }
              }
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** Where the lists do not say what became of a commune, the province chooses among all of its own. */
const CommunesQuery = graphql(`
  query ConsoleCommunesToChoose($version: Date!, $code: String!, $after: String) {
    adminUnit(asOf: $version, code: $code) {
      id
      name
      communes(first: 100, after: $after) {
        edges {
          cursor
          node {
            id
            version
            code
            name
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

type Became = ReadonlyMap<string, readonly Candidate[]>;
type Read = { readonly candidates: readonly Candidate[]; readonly failure?: Failure };
const keyOf = ({ version, code }: Pick<Former, 'version' | 'code'>): string => `${version} ${code}`;

export const becameOf = (became: Became, former: Former): readonly Candidate[] => became.get(keyOf(former)) ?? [];

type Divided = NonNullable<ConsoleBecameQuery['adminUnit']>;
type Found = Divided['today']['edges'][number]['node'];
const candidateOf = ({ version, code, name, parent, teams }: Found): Candidate => ({ version, code, name, province: parent?.name ?? '', teams: teams.edges.map(({ node }) => node.position) });

const readBecame = async ({ version, code }: Former): Promise<Read> => {
  const candidates: Candidate[] = [];
  for (let after: string | null | undefined = null; after !== undefined; ) {
    const answer: Answer<ConsoleBecameQuery> = await ask(api, BecameQuery, { version, code, after });
    if (!answer.ok) return { candidates, failure: answer.why };
    const page: Divided['today'] | undefined = answer.data.adminUnit?.today;
    candidates.push(...(page?.edges ?? []).map(({ node }) => candidateOf(node)));
    after = page?.pageInfo.hasNextPage === true ? (page.pageInfo.endCursor ?? undefined) : undefined;
  }
  return { candidates };
};

const readCommunes = async ({ version, code }: Pick<Former, 'version' | 'code'>): Promise<Read> => {
  const candidates: Candidate[] = [];
  for (let after: string | null | undefined = null; after !== undefined; ) {
    const answer: Answer<ConsoleCommunesToChooseQuery> = await ask(api, CommunesQuery, { version, code, after });
    if (!answer.ok) return { candidates, failure: answer.why };
    const unit: NonNullable<ConsoleCommunesToChooseQuery['adminUnit']> | null | undefined = answer.data.adminUnit;
    candidates.push(...(unit?.communes.edges ?? []).map(({ node }): Candidate => ({ version: node.version, code: node.code, name: node.name, province: unit?.name ?? '', teams: [] })));
    after = unit?.communes.pageInfo.hasNextPage === true ? (unit.communes.pageInfo.endCursor ?? undefined) : undefined;
  }
  return { candidates };
};

/** What communes of before became. */
export const useBecame = () => {
  const became = shallowRef<Became>(new Map());
  /** Asks anew about each: a team that was placed is a sign for the next. Gives why it could not. */
  const learn = async (formers: readonly Former[], unit: { readonly version: string; readonly code: string; readonly level: string }): Promise<Failure | undefined> => {
    const known = new Map<string, readonly Candidate[]>();
    for (const former of new Map(formers.map((one) => [keyOf(one), one])).values()) {
      const divided = await readBecame(former);
      const read = divided.candidates.length === 0 && divided.failure === undefined && unit.level === 'PROVINCE' ? await readCommunes(unit) : divided;
      if (read.failure !== undefined) return read.failure;
      known.set(keyOf(former), read.candidates);
    }
    became.value = known;
    return undefined;
  };
  return { became, learn };
};
