import { ref, shallowRef, watch } from 'vue';
import { graphql } from '../../gql/index.ts';
import type { ConsoleExportUnitQuery } from '../../gql/graphql.ts';
import { ask, type Answer, type Failure } from '../../shared/api/api.ts';
import { renewingFetch } from '../../shared/api/renew-session.ts';
import { language } from '../../shared/text/text.ts';
import { api } from '../api.ts';
import type { UnitRef } from '../session.ts';
import type { FileKind } from './kept-import.ts';

export type UnitOfFiles = UnitRef & {
  readonly isProvince: boolean;
  /** Whether its list is in force: a file is of today's units, and a code may have been another's. */
  readonly inForce: boolean;
};

/** A place of which a file can be had. */
export type ExportPlace = { readonly code: string; readonly name: string };

const UnitQuery = graphql(`
  query ConsoleExportUnit($version: Date!, $code: String!, $after: String) {
    today: adminUnit(code: $code) {
      id
      version
    }
    adminUnit(asOf: $version, code: $code) {
      id
      version
      code
      name
      level
      communes(first: 100, after: $after) {
        edges {
          cursor
          node {
            id
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

const ProvincesQuery = graphql(`
  query ConsoleExportProvinces {
    provinces {
      id
      code
      name
    }
  }
`);

/**
 * The places whose files may be wanted here: a unit with its communes, or the provinces. `unit`: undefined until it is known and
 * for the country, null when there is none.
 */
export const usePlaces = (wanted: () => Pick<UnitRef, 'version' | 'code'> | undefined) => {
  const unit = shallowRef<UnitOfFiles | null>();
  const places = shallowRef<readonly ExportPlace[]>([]);
  const failure = ref<Failure>();
  let turn = 0;
  const loadUnit = async (of: Pick<UnitRef, 'version' | 'code'>, mine: number): Promise<void> => {
    const found: ExportPlace[] = [];
    let after: string | null = null;
    do {
      const answer: Answer<ConsoleExportUnitQuery> = await ask(api, UnitQuery, { version: of.version, code: of.code, after });
      if (mine !== turn) return;
      failure.value = answer.ok ? undefined : answer.why;
      if (!answer.ok) return;
      const known: ConsoleExportUnitQuery['adminUnit'] = answer.data.adminUnit ?? null;
      unit.value = known === null ? null : { version: known.version, code: known.code, name: known.name, isProvince: known.level === 'PROVINCE', inForce: answer.data.today?.version === known.version };
      for (const { node } of known?.communes.edges ?? []) found.push({ code: node.code, name: node.name });
      after = known?.communes.pageInfo.hasNextPage === true ? (known.communes.pageInfo.endCursor ?? null) : null;
    } while (after !== null);
    places.value = found;
  };
  const load = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    const of = wanted();
    if (of !== undefined) return loadUnit(of, mine);
    const answer = await ask(api, ProvincesQuery, {});
    if (mine !== turn) return;
    failure.value = answer.ok ? undefined : answer.why;
    if (answer.ok) places.value = answer.data.provinces.map(({ code, name }) => ({ code, name }));
  };
  watch([wanted, language], () => void load(), { immediate: true, deep: true });
  return { unit, places, failure, load };
};

export type Exported = { readonly ok: true; readonly name: string; readonly content: Blob } | { readonly ok: false; readonly why: Failure | 'signedOut' | 'notThere' };

/** Fetches the file of a place; a session that has expired is renewed on the way. Never throws for the network's sake. */
export const fetchExport = async (kind: FileKind, unitCode: string): Promise<Exported> => {
  const what = kind === 'TEAMS' ? 'teams' : 'members';
  try {
    const response = await renewingFetch(fetch)(`/export/${what}.csv?unit=${unitCode}`, { credentials: 'same-origin', cache: 'no-store' });
    if (response.status === 401) return { ok: false, why: 'signedOut' };
    if (response.status === 404 || response.status === 403) return { ok: false, why: 'notThere' };
    if (!response.ok) return { ok: false, why: { kind: 'Problem', code: 'UNAVAILABLE' } };
    return { ok: true, name: `${what}-${unitCode}.csv`, content: await response.blob() };
  } catch (error) {
    // Fetch rejects with a TypeError when nothing comes, or no more of it.
    if (error instanceof TypeError || error instanceof DOMException) return { ok: false, why: { kind: 'Offline' } };
    throw error;
  }
};
