import type { Actor } from './actor.ts';
import type { Area, RequestStanding } from './area.ts';

/**
 * Who may be named in the policy. `ANYONE` is whoever asks, signed in or not, but for a kiosk: its device speaks for its own
 * place alone. `SELF` is the person concerned, `LEAD` leads the team that is acted on: of a help request,
 * the team that accepted it. How a member may stand to a help request is told in area.ts.
 */
export type Who =
  | 'ANYONE'
  | 'RESIDENT'
  | 'KIOSK'
  | 'TEAM_PHONE'
  | 'SELF'
  | 'MEMBER'
  | 'LEAD'
  | RequestStanding
  | 'COMMUNE'
  | 'PROVINCE'
  | 'NATIONAL'
  | 'OPERATOR';

/** `OWN`: their own request, device, team or area. `ANY`: anywhere. */
export type Over = 'OWN' | 'ANY';

const OFFICES = { COMMUNE: 'OWN', PROVINCE: 'OWN', NATIONAL: 'ANY' } as const;
const OFFICES_AND_OPERATOR = { ...OFFICES, OPERATOR: 'ANY' } as const;
/** Whoever goes on with what was accepted. */
const AT_WORK = { ACCEPTING: 'OWN', LEAD: 'OWN' } as const;

/**
 * What may be done, and by whom over what. The one place where permission is decided; every use case asks `may`. What is
 * open to anyone without signing in is public by product.md ("anyone may build on the public GraphQL API").
 */
export const policy = {
  // Reading.
  readRoster: { MEMBER: 'OWN', TEAM_PHONE: 'OWN', ...OFFICES_AND_OPERATOR },
  readMember: { SELF: 'OWN', MEMBER: 'OWN', TEAM_PHONE: 'OWN', ...OFFICES_AND_OPERATOR },
  readMemberPhone: { SELF: 'OWN', LEAD: 'OWN', COMMUNE: 'OWN' },
  /** Not a shared phone by itself: it lies in a hall until a member says who they are. */
  readQueue: { MEMBER: 'OWN' },
  /** That it changed, and nothing of what is in it: so the shared phone rings in its hall. */
  hearQueue: { MEMBER: 'OWN', TEAM_PHONE: 'OWN' },
  /** What waits in an area and why: redacted, without any contact. */
  readWaiting: OFFICES,
  readAuditTrail: { SELF: 'OWN', LEAD: 'OWN', RESIDENT: 'OWN', ...OFFICES },
  exportTeams: OFFICES_AND_OPERATOR,
  exportMembers: OFFICES_AND_OPERATOR,

  // Help requests. Offices see them redacted (`readWaiting`) and change none; only the accepting member meets the contact.
  askForHelp: { ANYONE: 'ANY', KIOSK: 'OWN' },
  /** Somebody stands at the kiosk: only its own device can say so. */
  askHereAndNow: { KIOSK: 'OWN' },
  readRequest: { RESIDENT: 'OWN', CONCERNED: 'OWN' },
  acceptRequest: { OFFERED: 'OWN', ESCALATED: 'OWN' },
  declineOffer: { OFFERED: 'OWN' },
  startRequest: AT_WORK,
  resolveRequest: AT_WORK,
  forwardRequest: AT_WORK,
  waitForResident: AT_WORK,
  resumeRequest: AT_WORK,
  cancelRequest: { RESIDENT: 'OWN' },
  reopenRequest: { RESIDENT: 'OWN' },
  rateHelp: { RESIDENT: 'OWN' },
  eraseContact: { RESIDENT: 'OWN' },
  openContact: { ACCEPTING: 'OWN' },

  // The organisation.
  addTeam: OFFICES_AND_OPERATOR,
  changeTeam: { LEAD: 'OWN', ...OFFICES_AND_OPERATOR },
  pauseTeam: { LEAD: 'OWN', ...OFFICES_AND_OPERATOR },
  mergeTeams: OFFICES_AND_OPERATOR,
  importTeams: OFFICES_AND_OPERATOR,
  importMembers: OFFICES_AND_OPERATOR,
  importUnits: { NATIONAL: 'ANY', OPERATOR: 'ANY' },
  addMember: { LEAD: 'OWN', ...OFFICES },
  changeMember: { SELF: 'OWN', LEAD: 'OWN', ...OFFICES },
  /** Who leads is the office's to say: a lead does not make leads. */
  changeRole: OFFICES,
  removeMember: { SELF: 'OWN', LEAD: 'OWN', ...OFFICES },

  // Duty.
  changeOwnDuty: { SELF: 'OWN' },
  changeTeamDuty: { MEMBER: 'OWN', ...OFFICES },
  planShifts: { LEAD: 'OWN', ...OFFICES },

  // Devices and ways in.
  inviteMember: { LEAD: 'OWN', ...OFFICES },
  revokeDevice: { SELF: 'OWN', LEAD: 'OWN', ...OFFICES },
  addPasskey: { SELF: 'OWN' },
  setPin: { SELF: 'OWN' },
  takePhone: { TEAM_PHONE: 'OWN' },
  setUpTeamPhone: { LEAD: 'OWN', ...OFFICES },
  pairKiosk: OFFICES_AND_OPERATOR,
  changeKiosk: OFFICES_AND_OPERATOR,
  unpairKiosk: OFFICES_AND_OPERATOR,
} as const satisfies Record<string, Partial<Record<Who, Over>>>;

export type Act = keyof typeof policy;

export const acts = Object.keys(policy) as readonly Act[];

/** Whether this actor may do this over this area. Pure: all that it needs was read before. */
export const may = (actor: Actor, act: Act, area: Area): boolean => {
  const allowed: Partial<Record<Who, Over>> = policy[act];
  return whoActs(actor, area).some(({ who, over }) => {
    const granted = allowed[who];
    return granted === 'ANY' || (granted === 'OWN' && over === 'OWN');
  });
};

/** The same over any of several areas: a person in two teams stands in both. */
export const mayOverAny = (actor: Actor, act: Act, areas: readonly Area[]): boolean => areas.some((area) => may(actor, act, area));

type Standing = { readonly who: Who; readonly over: Over };

/** As whom the actor acts here: somebody may be a member, the lead and the person concerned at once. */
const whoActs = (actor: Actor, area: Area): readonly Standing[] =>
  actor.kind === 'kiosk' ? standings(actor, area) : [{ who: 'ANYONE', over: 'ANY' }, ...standings(actor, area)];

const standings = (actor: Actor, area: Area): readonly Standing[] => {
  switch (actor.kind) {
    case 'anonymous':
      return [];
    case 'resident':
      return [{ who: 'RESIDENT', over: isOwn(actor.requestId === area.requestId) }];
    case 'kiosk':
      return [{ who: 'KIOSK', over: isOwn(actor.kioskCode === area.kioskCode) }];
    case 'teamPhone':
      return [{ who: 'TEAM_PHONE', over: isOwn(actor.teamCode === area.teamCode) }];
    case 'official':
      return [{ who: actor.role, over: isOwn(answersFor(actor, area)) }];
    case 'member': {
      const team = actor.teams.find(({ teamCode }) => teamCode === area.teamCode);
      return [
        { who: 'SELF', over: isOwn(actor.memberId === area.memberId) },
        { who: 'MEMBER', over: isOwn(team !== undefined) },
        { who: 'LEAD', over: isOwn(team?.role === 'LEAD') },
        ...(area.standsAs ?? []).map((who): Standing => ({ who, over: 'OWN' })),
      ];
    }
  }
};

const isOwn = (own: boolean): Over => (own ? 'OWN' : 'ANY');

/**
 * Codes have been reused between lists, so an area counts as an official's own only within the same version. What lies in a
 * divided commune is of each office that has a part of it, until one of them has said where it belongs.
 */
const answersFor = ({ role, unitVersion, unitCode }: Extract<Actor, { kind: 'official' }>, area: Area): boolean => {
  if (role === 'NATIONAL' || role === 'OPERATOR') return true;
  if (unitCode === undefined) return false;
  return [area, ...(area.heirs ?? [])].some(
    (place) => unitVersion === place.unitVersion && unitCode === (role === 'COMMUNE' ? place.communeCode : place.provinceCode),
  );
};
