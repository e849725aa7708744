/** What a phone is told: that a queue changed. It then asks the API; a notice carries nothing about anybody. */
export type Notice = { readonly type: 'QUEUE_CHANGED'; readonly queue: string };

/** A queue that phones can listen to: of a team, or of a commune (what no team of it could take). */
export const teamTopic = (teamCode: string): string => `team#${teamCode}`;
export const communeTopic = (communeCode: string): string => `commune#${communeCode}`;

/** Not a queue: under this the open connections of one signed-in device are found, to close them when it is signed out. */
export const sessionTopic = (sessionId: string): string => `session#${sessionId}`;

type Queued = {
  readonly communeCode: string;
  readonly escalated: boolean;
  /** The team in whose queue it stands. */
  readonly teamCode: string | undefined;
};

/** The queues in which something changed when a request went from one place to another, or changed where it stands. */
export const topicsConcerned = (before: Queued | undefined, after: Queued): string[] => {
  const topics = [before, after].flatMap((queued) =>
    queued === undefined
      ? []
      : [
          ...(queued.teamCode === undefined ? [] : [teamTopic(queued.teamCode)]),
          ...(queued.escalated ? [communeTopic(queued.communeCode)] : []),
        ],
  );
  return [...new Set(topics)];
};
