import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { communeTopic, sessionTopic, teamTopic } from '../live/notice.ts';
import type { Actor } from '../permission/actor.ts';
import { may } from '../permission/policy.ts';
import type { LiveParts } from './live-parts.ts';
import { liveParts } from './live-parts.ts';

/** What API Gateway adds when a WebSocket opens, beside the event of every message. */
export type LiveEvent = APIGatewayProxyWebsocketEventV2 & {
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
};

/** A phone opens, closes or speaks. A phone has nothing to say here: it only listens. */
export const handler = async (event: LiveEvent): Promise<APIGatewayProxyResultV2> =>
  answerLive(await liveParts(), event);

export const answerLive = async (parts: LiveParts, event: LiveEvent): Promise<APIGatewayProxyResultV2> => {
  const { connectionId, routeKey } = event.requestContext;
  switch (routeKey) {
    case '$connect':
      return listen(parts, connectionId, event.headers ?? {});
    case '$disconnect':
      await parts.live.disconnect(connectionId);
      return { statusCode: 200 };
    default:
      return { statusCode: 200 };
  }
};

/** Whoever may hear of a team's queue hears of its commune's too: what no team could take, any team there may. */
const listen = async (
  parts: LiveParts,
  connectionId: string,
  headers: Readonly<Record<string, string | undefined>>,
): Promise<APIGatewayProxyResultV2> => {
  const header = (name: string) =>
    Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  // A page of another origin must not listen with this browser's cookie.
  if (header('origin') !== parts.origin) return { statusCode: 403 };
  const principal = await parts.identity.principalOf({ cookie: header('cookie') });
  if (!('sessionId' in principal)) return { statusCode: 401 };
  const actor = await parts.permission.actorOf(principal);
  const teamCodes = teamsOf(actor).filter((teamCode) => may(actor, 'hearQueue', { teamCode }));
  if (teamCodes.length === 0) return { statusCode: 401 };
  const teams = await parts.teams.teams(teamCodes);
  const topics = new Set(teams.flatMap((team) => [teamTopic(team.code), communeTopic(team.communeCode)]));
  await parts.live.connect(connectionId, [...topics, sessionTopic(principal.sessionId)]);
  return { statusCode: 200 };
};

/** The teams of whoever asks; the policy says of which they hear. */
const teamsOf = (actor: Actor): readonly string[] => {
  if (actor.kind === 'teamPhone') return [actor.teamCode];
  return actor.kind === 'member' ? actor.teams.map(({ teamCode }) => teamCode) : [];
};
