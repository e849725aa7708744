/** Every kind of principal; `self` is the member whose record it is, or who accepted the request. */
export const principals = [
  'anonymous',
  'resident',
  'kiosk',
  'teamPhone',
  'member',
  'lead',
  'self',
  'commune',
  'province',
  'national',
  'operator',
] as const;
export type PrincipalName = (typeof principals)[number];

/** Own: one's own request, device, person, team and commune. Neighbouring: the next commune of the province. Foreign: of another province. */
export const areas = ['own', 'neighbouring', 'foreign'] as const;
export type AreaName = (typeof areas)[number];

/** Who may, in the order of `principals`, in the own, a neighbouring and a foreign area. */
export type Row = readonly [own: string, neighbouring: string, foreign: string];

const PUBLIC = principals.join(' ');
const everyone: Row = [PUBLIC, PUBLIC, PUBLIC];
/** It names nothing of any area: it is about whoever asks. */
const about = (who: string): Row => [who, who, who];
const nobodyElse = '';

/**
 * Who may do what, written by hand from product.md and the sentences of the schema, and not from policy.ts: where the two
 * differ, one of them is wrong. `Field: case` gives a field one more row.
 */
export const table: Readonly<Record<string, Row>> = {
  // Open to anyone who builds on the API: units, teams, kiosks, topics.
  'Query.adminUnit': everyone,
  'Query.adminUnitVersions': everyone,
  'Query.contactSealing': everyone,
  'Query.importColumns': everyone,
  'Query.kiosk': everyone,
  'Query.kioskDevice': everyone,
  'Query.nearestTeams': everyone,
  'Query.provinces': everyone,
  'Query.searchAdminUnits': everyone,
  'Query.skills': everyone,
  'Query.team': everyone,
  'Query.teamSpread': everyone,
  'Query.topic': everyone,

  // Whoever asks.
  'Query.me': about('member lead self'),
  'Query.teamPhone': about('teamPhone'),
  'Query.trackedRequest': about('resident'),
  'Query.viewer': about('kiosk teamPhone member lead self commune province national operator'),

  // Things by their ids.
  'Query.node: AdminUnit': everyone,
  'Query.node: HelpRequest': ['resident member lead self', nobodyElse, nobodyElse],
  'Query.node: Kiosk': everyone,
  'Query.node: Member': ['teamPhone member lead self commune province national operator', 'province national operator', 'national operator'],
  'Query.node: Platform': everyone,
  'Query.node: Skill': everyone,
  'Query.node: Team': everyone,
  'Query.node: Topic': everyone,
  'Query.nodes': ['teamPhone member lead self commune province national operator', 'province national operator', 'national operator'],
  'Query.nodes: of a request': ['resident member lead self', nobodyElse, nobodyElse],

  // Contacts.
  'HelpRequest.contactGrant': ['self', nobodyElse, nobodyElse],
  'Member.phoneGrant': ['lead self commune', nobodyElse, nobodyElse],

  // What others are not shown.
  'Query.countryAuditTrail': about('national'),
  'AdminUnit.auditTrail': ['commune province national', 'province national', 'national'],
  'AdminUnit.auditTrail: of its province': ['province national', 'province national', 'national'],
  'AdminUnit.waitingRequests': ['commune province national', 'province national', 'national'],
  'AdminUnit.waitingRequests: of its province': ['province national', 'province national', 'national'],
  'HelpRequest.auditTrail': ['resident lead', nobodyElse, nobodyElse],
  'HelpRequest.history': ['resident member lead self', nobodyElse, nobodyElse],
  'Invitation.member': ['lead commune province national', 'province national', 'national'],
  'Member.auditTrail': ['lead self commune province national', 'province national', 'national'],
  'Member.devices': ['lead self commune province national', 'province national', 'national'],
  'Member.passkeys': ['lead self commune province national', 'province national', 'national'],
  'Team.auditTrail': ['lead commune province national', 'province national', 'national'],
  'Team.chatUrl': ['teamPhone member lead self commune province national operator', 'province national operator', 'national operator'],
  'Team.invitations': ['lead commune province national', 'province national', 'national'],
  'Team.members': ['teamPhone member lead self commune province national operator', 'province national operator', 'national operator'],
  'Team.queue': ['member lead self', nobodyElse, nobodyElse],
  'Team.sharedPhones': ['lead commune province national', 'province national', 'national'],
  'TeamPhone.members': about('teamPhone'),
  'TeamPhone.members: of the phones of a team': ['lead commune province national', 'province national', 'national'],

  // A resident's request.
  'Mutation.requestHelp': [PUBLIC, PUBLIC.replace(' kiosk', ''), PUBLIC.replace(' kiosk', '')],
  'Mutation.requestHelp: here and now at a paired kiosk': ['kiosk', nobodyElse, nobodyElse],
  'Mutation.cancelRequest': ['resident', nobodyElse, nobodyElse],
  'Mutation.reopenRequest': ['resident', nobodyElse, nobodyElse],
  'Mutation.eraseContact': ['resident', nobodyElse, nobodyElse],
  'Mutation.rateHelp': ['resident', nobodyElse, nobodyElse],
  'Mutation.acceptRequest': ['member lead self', nobodyElse, nobodyElse],
  'Mutation.declineOffer': ['member lead self', nobodyElse, nobodyElse],
  'Mutation.startRequest': ['lead self', nobodyElse, nobodyElse],
  'Mutation.resolveRequest': ['lead self', nobodyElse, nobodyElse],
  'Mutation.forwardRequest': ['lead self', nobodyElse, nobodyElse],
  'Mutation.waitForResident': ['lead self', nobodyElse, nobodyElse],
  'Mutation.resumeRequest': ['lead self', nobodyElse, nobodyElse],

  // Teams.
  'Mutation.addTeam': ['commune province national operator', 'province national operator', 'national operator'],
  'Mutation.changeTeam': ['lead commune province national operator', 'province national operator', 'national operator'],
  'Mutation.pauseTeam': ['lead commune province national operator', 'province national operator', 'national operator'],
  'Mutation.activateTeam': ['lead commune province national operator', 'province national operator', 'national operator'],
  'Mutation.mergeTeams': ['commune province national operator', 'province national operator', 'national operator'],
  'Mutation.mergeTeams: of the own commune into that one': ['commune province national operator', 'province national operator', 'national operator'],

  'Mutation.importTeams': ['commune province national operator', 'province national operator', 'national operator'],

  // People.
  'Mutation.importMembers': ['commune province national operator', 'province national operator', 'national operator'],
  'Mutation.addMember': ['lead commune province national', 'province national', 'national'],
  'Mutation.addMember: as a lead': ['commune province national', 'province national', 'national'],
  'Mutation.addToTeam': ['lead commune province national', 'province national', 'national'],
  'Mutation.changeMember': ['lead self commune province national', 'province national', 'national'],
  'Mutation.removeFromTeam': ['lead self commune province national', 'province national', 'national'],
  'Mutation.setMemberPhone': ['lead self commune province national', 'province national', 'national'],
  'Mutation.setRole': ['commune province national', 'province national', 'national'],

  // Duty.
  'Mutation.setDutyUntil': about('member lead self'),
  'Mutation.takeLeave': about('member lead self'),
  'Mutation.endLeave': about('member lead self'),
  'Mutation.takeTeamLeave': ['member lead self commune province national', 'province national', 'national'],
  'Mutation.endTeamLeave': ['member lead self commune province national', 'province national', 'national'],

  // Ways in.
  'Mutation.acceptInvitation': everyone,
  'Mutation.beginPasskeySignIn': everyone,
  'Mutation.signInWithPasskey': everyone,
  'Mutation.signOut': everyone,
  'Mutation.beginPasskey': about('member lead self'),
  'Mutation.addPasskey': about('member lead self'),
  'Mutation.setPin': about('member lead self'),
  'Mutation.takePhone': ['teamPhone', nobodyElse, nobodyElse],
  'Mutation.leavePhone': everyone,
  'Mutation.inviteMember': ['lead commune province national', 'province national', 'national'],
  'Mutation.cancelInvitation': ['lead commune province national', 'province national', 'national'],
  'Mutation.setUpTeamPhone': ['lead commune province national', 'province national', 'national'],
  'Mutation.removePasskey': ['lead self commune province national', 'province national', 'national'],
  'Mutation.revokeDevice': ['lead self commune province national', 'province national', 'national'],
  'Mutation.revokeAllDevices': ['lead self commune province national', 'province national', 'national'],
  'Mutation.revokeAllDevices: of a shared phone': ['lead commune province national', 'province national', 'national'],

  // Kiosks.
  'Mutation.startKioskPairing': everyone,
  'Mutation.challengeKiosk': everyone,
  'Mutation.signInKiosk': everyone,
  'Mutation.pairKiosk': ['commune province national operator', 'province national operator', 'national operator'],
  'Mutation.renameKiosk': ['commune province national operator', 'province national operator', 'national operator'],
  'Mutation.moveKiosk': ['commune province national operator', 'province national operator', 'national operator'],
  'Mutation.planShifts': ['lead commune province national', 'province national', 'national'],
  'Mutation.unpairKiosk': ['commune province national operator', 'province national operator', 'national operator'],
};
