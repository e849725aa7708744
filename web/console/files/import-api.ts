import { graphql, readFragment } from '../../gql/index.ts';
import type { ImportAnswerFragment, ImportRowInput } from '../../gql/graphql.ts';
import { ask, tell, type Answer, type Failure } from '../../shared/api/api.ts';
import { sealPhone } from '../../shared/seal-phone.ts';
import { api } from '../api.ts';
import type { FileKind } from './kept-import.ts';
import type { FileColumn } from './parts.ts';
import type { SentRows } from './send-parts.ts';

const ColumnsQuery = graphql(`
  query ConsoleImportColumns($of: ImportKind!) {
    importColumns(of: $of) {
      name
      required
      identifies
      sealed
      meaning
    }
  }
`);

const SealingQuery = graphql(`
  query ConsoleSealing {
    contactSealing {
      publicKey
    }
  }
`);

const ImportAnswer = graphql(`
  fragment ImportAnswer on ImportRowsResult {
    __typename
    ... on ImportedRows {
      added
      changed
      unchanged
      refused {
        line
        problems {
          column
          message
          nextStep
        }
      }
    }
    ... on Problem {
      message
      nextStep
    }
  }
`);

const ImportTeams = graphql(`
  mutation ConsoleImportTeams($input: ImportRowsInput!) {
    result: importTeams(input: $input) {
      ...ImportAnswer
    }
  }
`);

const ImportMembers = graphql(`
  mutation ConsoleImportMembers($input: ImportRowsInput!) {
    result: importMembers(input: $input) {
      ...ImportAnswer
    }
  }
`);

export const readColumns = async (of: FileKind): Promise<Answer<readonly FileColumn[]>> => {
  const answer = await ask(api, ColumnsQuery, { of });
  return answer.ok ? { ok: true, data: answer.data.importColumns } : answer;
};

/** Seals numbers to the service's key as it is now. */
export const readSeal = async (): Promise<Answer<(phone: string) => Promise<string>>> => {
  const answer = await ask(api, SealingQuery, {});
  if (!answer.ok) return answer;
  const { publicKey } = answer.data.contactSealing;
  return { ok: true, data: (phone) => sealPhone(publicKey, phone) };
};

/** Sends some rows; `dryRun` only asks what would become of them. */
export const sendRows = async (kind: FileKind, asked: { readonly importId: string; readonly dryRun: boolean }, rows: readonly ImportRowInput[]): Promise<SentRows> => {
  const answer = await tell(api, kind === 'TEAMS' ? ImportTeams : ImportMembers, { input: { ...asked, rows: [...rows] } });
  return answer.ok ? sentOf(readFragment(ImportAnswer, answer.data.result)) : unanswered(answer.why);
};

const sentOf = (answer: ImportAnswerFragment): SentRows => {
  switch (answer.__typename) {
    case 'ImportedRows':
      return { kind: 'taken', added: answer.added, changed: answer.changed, unchanged: answer.unchanged, refused: answer.refused };
    case 'NotPermitted':
      return { kind: 'notTheirs', message: answer.message, nextStep: answer.nextStep };
    case 'NotSignedIn':
      return { kind: 'ended', why: 'signedOut' };
    case 'InvalidInput':
      return { kind: 'ended', why: 'refused', message: answer.message, nextStep: answer.nextStep };
  }
};

/** The service will answer later: it restarts, or there is no network. */
const PASSING: readonly string[] = ['NOT_READY', 'UNAVAILABLE'];

const unanswered = (why: Failure): SentRows => {
  if (why.kind === 'Offline' || PASSING.includes(why.code)) return { kind: 'passing' };
  if (why.code === 'UNAUTHENTICATED' || why.code === 'SESSION_ENDED') return { kind: 'ended', why: 'signedOut' };
  return { kind: 'ended', why: 'failed', failure: why };
};
