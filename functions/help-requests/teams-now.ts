import { isInVietnam, roundPosition, type Position } from '../core/position.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import type { RoutingMode } from '../topics/topic.ts';
import type { HelpRequestParts } from './parts.ts';
import { teamsOnShift } from './placing.ts';
import type { Candidate } from '../routing/route.ts';

export type TeamsNowQuestion = {
  readonly at: Position;
  /** Code of a topic or skill. */
  readonly topic: string;
  readonly mode: RoutingMode;
  readonly language: string;
  /** Code of the kiosk where it is asked: teams on shift at its booth are at distance 0, and its commune bounds visits. */
  readonly kiosk?: string | undefined;
  readonly first: number;
};

export type TeamsNowFailure = {
  readonly type: 'InvalidInput';
  readonly field: readonly string[];
  readonly reason: 'OUTSIDE_VIETNAM' | 'UNKNOWN_TOPIC' | 'UNKNOWN_LANGUAGE' | 'UNKNOWN_KIOSK';
};

/**
 * The teams that routing would choose now, nearest first; nothing is written and no place is taken. A mode that stays
 * within the commune needs a kiosk to know which commune that is: without one, every commune within reach counts.
 */
export const nearestTeamsNow = async (
  parts: Pick<HelpRequestParts, 'router' | 'catalogue' | 'topicByCode' | 'knowsLanguage' | 'kiosks' | 'clock'>,
  question: TeamsNowQuestion,
): Promise<Result<readonly Candidate[], TeamsNowFailure>> => {
  const refuse = (reason: TeamsNowFailure['reason'], field: string) => fail({ type: 'InvalidInput', field: [field], reason });
  if (!isInVietnam(question.at)) return refuse('OUTSIDE_VIETNAM', 'at');
  const topic = parts.topicByCode(question.topic);
  if (topic === undefined) return refuse('UNKNOWN_TOPIC', 'topic');
  if (!parts.knowsLanguage(question.language)) return refuse('UNKNOWN_LANGUAGE', 'language');
  const kiosk = question.kiosk === undefined ? undefined : await parts.kiosks.kiosk(question.kiosk);
  if (question.kiosk !== undefined && kiosk === undefined) return refuse('UNKNOWN_KIOSK', 'kiosk');
  const now = parts.clock();
  const reach = parts.catalogue.reach[question.mode];
  const { candidates } = await parts.router.nearestTeams({
    at: roundPosition(question.at),
    skill: topic.skillCode,
    language: question.language,
    reachKm: reach.km,
    ...(reach.sameCommune && kiosk !== undefined ? { withinCommune: kiosk.communeCode } : {}),
    now,
    exclude: [],
    boothTeamIds: kiosk === undefined ? [] : teamsOnShift(kiosk, now),
    first: question.first,
  });
  return succeed(candidates);
};
