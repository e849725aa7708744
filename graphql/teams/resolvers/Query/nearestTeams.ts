import { topicByCode } from '../../../../functions/topics/catalogue.ts';
import { knowsLanguage } from '../../../../functions/teams/languages.ts';
import { nearestTeamsNow } from '../../../../functions/help-requests/teams-now.ts';
import { connection } from '../../../base/connection.ts';
import { InvalidInputError } from '../../../base/errors.ts';
import { present } from '../../../base/present.ts';
import type { QueryResolvers } from '../../../types.generated.ts';

const MOST_TEAMS = 20;

export const nearestTeams: NonNullable<QueryResolvers['nearestTeams']> = async (_parent, question, { station, loaders }) => {
  const page = { first: question.first };
  const { edges, pageInfo } = await connection(['nearestTeams'], page, async ({ first }) => {
    const asked = { ...question, kiosk: question.kiosk ?? undefined, first };
    const result = await nearestTeamsNow({ ...station, topicByCode, knowsLanguage }, asked);
    if (!result.ok) throw new InvalidInputError(result.failure.reason, result.failure.field);
    const teams = await Promise.all(result.value.map(({ teamId }) => loaders.teams.load(teamId)));
    const items = result.value.map(({ teamId, distanceMetres }, at) => ({
      cursor: teamId,
      item: { team: present(teams[at], 'a team that routing knows'), distanceMetres },
    }));
    return { items, hasNextPage: false };
  }, MOST_TEAMS);
  return {
    edges: edges.map(({ cursor, node }) => ({ cursor, node: node.team, distanceMetres: node.distanceMetres })),
    pageInfo,
  };
};
