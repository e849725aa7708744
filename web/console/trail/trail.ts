import { graphql } from '../../gql/index.ts';
import type { TrailLineFragment } from '../../gql/graphql.ts';
import { t } from '../text/index.ts';

export const TrailLine = graphql(`
  fragment TrailLine on AuditEntry {
    id
    at
    act
    by {
      kind
      name
    }
    subject {
      kind
      id
    }
    detail {
      name
      value
    }
  }
`);

export type Line = TrailLineFragment;

const ACTS = [
  'readRoster', 'readMemberPhone', 'exportTeams', 'exportMembers', 'openContact', 'signIn', 'addTeam', 'changeTeam', 'pauseTeam',
  'mergeTeams', 'importTeams', 'importMembers', 'importUnits', 'addMember', 'changeMember', 'changeRole', 'removeMember',
  'changeOwnDuty', 'changeTeamDuty', 'planShifts', 'inviteMember', 'revokeDevice', 'setUpTeamPhone', 'pairKiosk', 'changeKiosk',
  'unpairKiosk',
] as const;

/** The act in words. One that is newer than this page keeps its name beside "something else". */
export const actWords = ({ act, subject }: Line): string => {
  // One act for all numbers: whose it was says the subject.
  if (act === 'openContact' && subject.kind === 'MEMBER') return t('act.readMemberPhone');
  const known = ACTS.find((name) => name === act);
  return known === undefined ? `${t('act.other')} (${act})` : t(`act.${known}`);
};

export const whoDid = ({ by }: Line): string => by.name ?? t(`trail.${by.kind}`);
/** Which fields, and codes: never what stood in them. */
export const whatOf = ({ subject, detail }: Line): string => [subject.id, ...detail.map(({ name, value }) => `${name}: ${value}`)].join(' · ');
