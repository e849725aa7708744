import { isInVietnam, roundPosition } from '../core/position.ts';
import { fail, succeed } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { parseServiceHours } from '../core/service-hours.ts';
import { tidyText } from '../core/text.ts';
import { invalid } from './failures.ts';
import type { InvalidInput, OrganisationReason } from './failures.ts';
import {
  isCapacity,
  isChatUrl,
  isReachKm,
  MOST_CAPACITY,
  MOST_DECISION_CHARACTERS,
  MOST_MEMBER_NAME_CHARACTERS,
  MOST_NAME_CHARACTERS,
  MOST_REACH_KM,
  MOST_TRAININGS,
} from './team-fields.ts';
import type { Day, Member, Team } from './team.ts';

/** What people say about a team; the rest of it follows from what is done. */
export type TeamContent = Pick<
  Team,
  'name' | 'kind' | 'unitVersion' | 'communeCode' | 'position' | 'skills' | 'languages' | 'reachKm' | 'capacity' | 'serviceHours' | 'decision' | 'chatUrl'
>;

export type MemberContent = Pick<Member, 'displayName' | 'organisation' | 'joinedOn' | 'languages' | 'trainings'>;

/** What contents are checked against; `today` is the calendar day in Vietnam. */
export type KnownData = {
  readonly skills: ReadonlySet<string>;
  readonly knowsLanguage: (tag: string) => boolean;
  readonly today: Day;
};

const MOST_HOURS_CHARACTERS = 500;
const MOST_LIST = 50;

class Refused extends Error {
  readonly failure: InvalidInput;
  constructor(failure: InvalidInput) {
    super(failure.reason);
    this.failure = failure;
  }
}

const refuse = (reason: OrganisationReason, field: readonly string[], limit?: number): never => {
  throw new Refused(invalid(reason, field, limit));
};

/** The checks read as a list of fields; the first that is refused ends them. */
const checked = <Content>(check: () => Content): Result<Content, InvalidInput> => {
  try {
    return succeed(check());
  } catch (error) {
    if (error instanceof Refused) return fail(error.failure);
    throw error;
  }
};

/** NFC, single spaces; lengths as they are kept. Huge texts are refused before anything is made of them. */
const words = (text: string, most: number, field: readonly string[]): string => {
  if (text.length > 4 * most) return refuse('TOO_LONG', field, most);
  const tidy = tidyText(text);
  if (tidy === '') return refuse('EMPTY', field);
  return tidy.length > most ? refuse('TOO_LONG', field, most) : tidy;
};

const isDay = (text: string): boolean => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00.000Z`) : Number.NaN;
  return Number.isFinite(at) && new Date(at).toISOString().slice(0, 10) === text;
};

const pastDay = (day: Day, today: Day, field: readonly string[]): Day =>
  isDay(day) && day <= today && day >= '1900-01-01' ? day : refuse('NOT_A_PAST_DAY', field);

const listOf = (items: readonly string[], isKnown: (item: string) => boolean, reason: OrganisationReason, field: readonly string[]): readonly string[] => {
  if (items.length > MOST_LIST) return refuse('TOO_MANY', field, MOST_LIST);
  if (items.length === 0) return refuse('EMPTY', field);
  return items.every(isKnown) ? [...new Set(items)] : refuse(reason, field);
};

/** The content as it is kept, or the first field that cannot be. Whether the unit exists is asked elsewhere. */
export const checkTeamContent = (content: TeamContent, { skills, knowsLanguage, today }: KnownData): Result<TeamContent, InvalidInput> =>
  checked(() => {
    const { decision, chatUrl } = content;
    return {
      name: words(content.name, MOST_NAME_CHARACTERS, ['name']),
      kind: content.kind,
      unitVersion: isDay(content.unitVersion) ? content.unitVersion : refuse('UNKNOWN_UNIT', ['unitVersion']),
      communeCode: /^\d{5}$/.test(content.communeCode) ? content.communeCode : refuse('UNKNOWN_UNIT', ['communeCode']),
      position: isInVietnam(content.position) ? roundPosition(content.position) : refuse('OUTSIDE_VIETNAM', ['position']),
      skills: listOf(content.skills, (code) => skills.has(code), 'UNKNOWN_SKILL', ['skills']),
      languages: listOf(content.languages, knowsLanguage, 'UNKNOWN_LANGUAGE', ['languages']),
      reachKm: isReachKm(content.reachKm) ? content.reachKm : refuse('NOT_A_REACH', ['reachKm'], MOST_REACH_KM),
      capacity: isCapacity(content.capacity) ? content.capacity : refuse('NOT_A_CAPACITY', ['capacity'], MOST_CAPACITY),
      serviceHours: hoursOf(content.serviceHours),
      decision:
        decision === undefined
          ? undefined
          : {
              number: words(decision.number, MOST_DECISION_CHARACTERS, ['decision', 'number']),
              date: pastDay(decision.date, today, ['decision', 'date']),
            },
      chatUrl: chatUrl === undefined ? undefined : chatLink(chatUrl),
    };
  });

const hoursOf = (text: string): string => {
  if (text.length > MOST_HOURS_CHARACTERS) return refuse('TOO_LONG', ['serviceHours'], MOST_HOURS_CHARACTERS);
  return parseServiceHours(text.trim()).ok ? text.trim() : refuse('NOT_SERVICE_HOURS', ['serviceHours']);
};

const chatLink = (link: string): string => (isChatUrl(link.trim()) ? link.trim() : refuse('NOT_A_CHAT_LINK', ['chatUrl']));

export const checkMemberContent = (content: MemberContent, { knowsLanguage, today }: Omit<KnownData, 'skills'>): Result<MemberContent, InvalidInput> =>
  checked(() => {
    if (content.trainings.length > MOST_TRAININGS) refuse('TOO_MANY', ['trainings'], MOST_TRAININGS);
    return {
      displayName: words(content.displayName, MOST_MEMBER_NAME_CHARACTERS, ['displayName']),
      organisation: content.organisation,
      joinedOn: content.joinedOn === undefined ? undefined : pastDay(content.joinedOn, today, ['joinedOn']),
      languages: listOf(content.languages, knowsLanguage, 'UNKNOWN_LANGUAGE', ['languages']),
      trainings: content.trainings.map(({ code, on }, at) => ({
        code: /^[a-z0-9-]{2,40}$/.test(code) ? code : refuse('NOT_A_TRAINING', ['trainings', String(at), 'code']),
        on: pastDay(on, today, ['trainings', String(at), 'on']),
      })),
    };
  });
