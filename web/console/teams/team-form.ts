import { graphql } from '../../gql/index.ts';
import type { TeamKind } from '../../gql/graphql.ts';
import { tell } from '../../shared/api/api.ts';
import { api } from '../api.ts';
import type { Place } from '../map/map-points.ts';
import type { TeamPage } from './team.ts';

export const TeamOutcome = graphql(`
  fragment TeamOutcome on TeamResult {
    __typename
    ... on TeamSaved {
      team {
        id
        code
        revision
      }
    }
    ... on Problem {
      message
      nextStep
    }
    ... on InvalidInput {
      field
    }
  }
`);

const AddTeam = graphql(`
  mutation ConsoleAddTeam($input: AddTeamInput!) {
    addTeam(input: $input) {
      ...TeamOutcome
    }
  }
`);
const ChangeTeam = graphql(`
  mutation ConsoleChangeTeam($input: ChangeTeamInput!) {
    changeTeam(input: $input) {
      ...TeamOutcome
    }
  }
`);
const PauseTeam = graphql(`
  mutation ConsolePauseTeam($input: TeamRevisionInput!) {
    pauseTeam(input: $input) {
      ...TeamOutcome
    }
  }
`);
const ActivateTeam = graphql(`
  mutation ConsoleActivateTeam($input: TeamRevisionInput!) {
    activateTeam(input: $input) {
      ...TeamOutcome
    }
  }
`);

const MergeTeams = graphql(`
  mutation ConsoleMergeTeams($input: MergeTeamsInput!) {
    mergeTeams(input: $input) {
      ...TeamOutcome
    }
  }
`);

const TakeLeave = graphql(`
  mutation ConsoleTakeTeamLeave($input: TeamLeaveInput!) {
    takeTeamLeave(input: $input) {
      ...TeamOutcome
    }
  }
`);
const EndLeave = graphql(`
  mutation ConsoleEndTeamLeave($input: TeamLeaveInput!) {
    endTeamLeave(input: $input) {
      ...TeamOutcome
    }
  }
`);

/** What the form holds. Texts are as typed; the service says what cannot be taken. */
export type TeamDraft = {
  code: string;
  name: string;
  kind: TeamKind;
  place: Place | undefined;
  skills: string[];
  languages: string[];
  reachKm: number;
  capacity: number;
  serviceHours: string;
  decisionNumber: string;
  decisionDate: string;
  chatUrl: string;
};

/** Ours as the API has them: see AddTeamInput's defaults. */
export const emptyDraft = (): TeamDraft => ({
  code: '',
  name: '',
  kind: 'VILLAGE',
  place: undefined,
  skills: [],
  languages: ['vi'],
  reachKm: 3,
  capacity: 2,
  serviceHours: 'Mo-Fr 17:30-21:00; Sa-Su 08:00-11:00,14:00-21:00',
  decisionNumber: '',
  decisionDate: '',
  chatUrl: '',
});

export const draftOf = (team: TeamPage): TeamDraft => ({
  code: team.code,
  name: team.name,
  kind: team.kind,
  place: team.position,
  skills: team.skills.map(({ code }) => code),
  languages: [...team.languages],
  reachKm: team.reachKm,
  capacity: team.capacity,
  serviceHours: team.serviceHours,
  decisionNumber: team.decision?.number ?? '',
  decisionDate: team.decision?.date ?? '',
  chatUrl: team.chatUrl ?? '',
});

const contentOf = ({ name, kind, place, skills, languages, reachKm, capacity, serviceHours, decisionNumber, decisionDate, chatUrl }: TeamDraft) => ({
  name: name.trim(),
  kind,
  position: place ?? { lat: 0, lon: 0 },
  skills,
  languages,
  reachKm,
  capacity,
  serviceHours: serviceHours.trim(),
  decision: decisionNumber.trim() === '' ? null : { number: decisionNumber.trim(), date: decisionDate },
  chatUrl: chatUrl.trim() === '' ? null : chatUrl.trim(),
});

type Where = { readonly version: string; readonly code: string };
export const addTeam = ({ draft, unit }: { readonly draft: TeamDraft; readonly unit: Where }) =>
  tell(api, AddTeam, { input: { ...contentOf(draft), code: draft.code.trim(), commune: unit.code, unitVersion: unit.version } });
export const changeTeam = ({ draft, revision }: { readonly draft: TeamDraft; readonly revision: number }) =>
  tell(api, ChangeTeam, { input: { ...contentOf(draft), code: draft.code, revision } });

type Seen = { readonly code: string; readonly revision: number };
export const pauseTeam = ({ code, revision }: Seen) => tell(api, PauseTeam, { input: { code, revision } });
export const activateTeam = ({ code, revision }: Seen) => tell(api, ActivateTeam, { input: { code, revision } });
export const mergeTeams = ({ code, revision, into }: Seen & { readonly into: string }) => tell(api, MergeTeams, { input: { code, revision, into } });

type Stretch = { readonly code: string; readonly from: string; readonly until: string };
export const takeTeamLeave = (input: Stretch) => tell(api, TakeLeave, { input });
export const endTeamLeave = (input: Stretch) => tell(api, EndLeave, { input });
