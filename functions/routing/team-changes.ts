/** What the domain of teams needs of routing, to put into the transaction that changes a team. */
export { changeDutiesWrite, changeLiveTeamWrite, readLivePages } from './live-page-store.dynamo.ts';
export { moveTeamsWrites } from './move-teams-writes.dynamo.ts';
export { changeTeamWrites, joinPageWrite, joinRoutingWrite, MOST_JOINING_AT_ONCE } from './team-change-writes.dynamo.ts';
export { knownTeams, rebuildSnapshot } from './snapshot-store.dynamo.ts';
