/** What the domain of teams needs of routing, to put into the transaction that changes a team. */
export { changeLiveTeamWrite, readLivePages } from './live-page-store.dynamo.ts';
export { changeTeamWrites } from './team-change-writes.dynamo.ts';
