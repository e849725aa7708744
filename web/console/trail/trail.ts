import { graphql } from '../../gql/index.ts';
import type { TrailLineFragment } from '../../gql/graphql.ts';
import { keyOfAct } from '../../shared/acts.ts';
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

/** The act in words. One that is newer than this page keeps its name beside "something else". */
export const actWords = (line: Line): string => {
  const key = keyOfAct(line);
  return key === 'other' ? `${t('act.other')} (${line.act})` : t(`act.${key}`);
};

export const whoDid = ({ by }: Line): string => by.name ?? t(`trail.${by.kind}`);
/** Of an id of 36 letters the first eight tell two apart, and are short enough to be read out; of a unit its code is enough. */
const brief = (id: string): string => (/^[0-9a-f]{8}-[0-9a-f-]{27}$/u.test(id) ? id.slice(0, 8) : id.replace(/^\d{4}-\d{2}-\d{2}#/u, ''));

/** What nobody at a desk can do anything with: ids of sessions, phones and imports. */
const HIDDEN: ReadonlySet<string> = new Set(['session', 'phone', 'import', 'invitedBy']);
const DETAILS = ['fields', 'team', 'member', 'kiosk', 'from', 'into', 'to', 'role', 'shifts', 'sessions', 'added', 'way', 'change', 'why', 'provinces', 'communes', 'moved'] as const;
const ROLES = ['COMMUNE', 'PROVINCE', 'NATIONAL', 'OPERATOR', 'LEAD', 'MEMBER'] as const;
const VALUES = ['INVITATION', 'PASSKEY', 'PIN', 'PIN_SET', 'INVITED', 'CANCELLED', 'PASSKEY_ADDED', 'PASSKEY_REMOVED', 'OLD_TOKEN_CAME_BACK', 'OFFICE_CHANGED'] as const;
const FIELDS = [
  'name', 'kind', 'position', 'skills', 'languages', 'reachKm', 'capacity', 'serviceHours', 'decision', 'chatUrl', 'status', 'leaves', 'displayName', 'phone',
  'organisation', 'trainings', 'joinedOn', 'onDutyUntil', 'letter', 'openingHours',
] as const;

const valueWords = (name: string, value: string): string => {
  if (name === 'fields') {
    const words = value.split(' ').map((field) => FIELDS.find((known) => known === field)).map((known, at) => (known === undefined ? (value.split(' ')[at] ?? '') : t(`trail.field.${known}`)));
    return words.join(', ');
  }
  const role = ROLES.find((known) => known === value);
  if (name === 'role' && role !== undefined) return t(`role.${role}`);
  const word = VALUES.find((known) => known === value);
  return word === undefined ? brief(value) : t(`trail.value.${word}`);
};

const detailWords = (act: string, { name, value }: Line['detail'][number]): string | undefined => {
  if (HIDDEN.has(name) || value === '') return undefined;
  if (act === 'importTeams' && name === 'added') return t('trail.detail.addedTeams', { value });
  const known = DETAILS.find((one) => one === name);
  return known === undefined ? `${name}: ${value}` : t(`trail.detail.${known}`, { value: valueWords(name, value) });
};

/** To whom or what, and which fields or codes: never what stood in them. A device is told by the one who signed in with it. */
export const whatOf = ({ act, subject, detail }: Line): string => {
  const whom = subject.kind === 'DEVICE' ? [] : [t(`trail.whom.${subject.kind}`, { id: brief(subject.id) })];
  // A shared phone is added to a team, and the line's facts name that team again.
  const facts = detail.filter(({ name, value }) => !(subject.kind === 'TEAM' && name === 'team' && value === subject.id));
  return [...whom, ...factsOf({ act, detail: facts })].join('; ');
};

/** The facts alone, where it is plain to what it was done. */
export const factsOf = ({ act, detail }: Pick<Line, 'act' | 'detail'>): readonly string[] => detail.map((fact) => detailWords(act, fact)).filter((words) => words !== undefined);
