import { ask, tell } from '../shared/api/api.ts';
import { graphql } from '../gql/index.ts';
import { api } from './api.ts';

/** What a member said of their own duty, and where the teams that they lead are. */
export const DutyOf = graphql(`
  fragment DutyOf on Member {
    id
    dutyUntil
    leaves {
      from
      until
    }
  }
`);

const MyDuty = graphql(`
  query PhoneDuty {
    me {
      ...DutyOf
      teams {
        role
        team {
          id
          code
          name
          revision
          serviceHours
          onDuty
          position {
            lat
            lon
          }
        }
      }
    }
  }
`);

export const MemberChange = graphql(`
  fragment MemberChange on MemberResult {
    __typename
    ... on MemberSaved {
      member {
        ...DutyOf
      }
    }
    ... on Problem {
      message
      nextStep
    }
  }
`);

const SetDutyUntil = graphql(`
  mutation SetDutyUntil($until: DateTime) {
    setDutyUntil(input: { until: $until }) {
      ...MemberChange
    }
  }
`);

const TakeLeave = graphql(`
  mutation TakeLeave($from: DateTime!, $until: DateTime!) {
    takeLeave(input: { from: $from, until: $until }) {
      ...MemberChange
    }
  }
`);

const EndLeave = graphql(`
  mutation EndLeave($from: DateTime!, $until: DateTime!) {
    endLeave(input: { from: $from, until: $until }) {
      ...MemberChange
    }
  }
`);

const PlaceTeam = graphql(`
  mutation PlaceTeam($code: String!, $revision: Int!, $position: PositionInput!) {
    changeTeam(input: { code: $code, revision: $revision, position: $position }) {
      __typename
      ... on Problem {
        message
        nextStep
      }
    }
  }
`);

type Period = { readonly from: string; readonly until: string };

export const readDuty = () => ask(api, MyDuty, {});
export const setDutyUntil = (until: string | null) => tell(api, SetDutyUntil, { until });
export const takeLeave = (period: Period) => tell(api, TakeLeave, period);
export const endLeave = (period: Period) => tell(api, EndLeave, period);
export const placeTeam = (team: { readonly code: string; readonly revision: number }, position: { readonly lat: number; readonly lon: number }) =>
  tell(api, PlaceTeam, { code: team.code, revision: team.revision, position });

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Vietnam is UTC+7 all year. */
const VIETNAM = 7 * HOUR;

/** Midnight in Vietnam at the end of the day that is `days` after today: a leave of one day ends tonight. */
export const endOfDay = (now: Date, days: number): string =>
  new Date((Math.floor((now.getTime() + VIETNAM) / DAY) + days) * DAY - VIETNAM).toISOString();

export const hoursFrom = (now: Date, hours: number): string => new Date(now.getTime() + hours * HOUR).toISOString();

/** Where this phone is, or undefined when it does not say: not allowed, switched off, or no sky. */
export const whereAmI = (): Promise<{ lat: number; lon: number; accuracyMetres: number } | undefined> =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) {
      resolve(undefined);
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        resolve({ lat: coords.latitude, lon: coords.longitude, accuracyMetres: Math.round(coords.accuracy) });
      },
      () => {
        resolve(undefined);
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 0 },
    );
  });
