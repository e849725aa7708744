import type { ConsentText, Station } from './station.ts';
import type { TicketRequest } from './ask-for-help.ts';

export type Skill = Station['skills'][number];

/** How somebody wants to be helped; `at` is an instant in UTC. */
export type Want = { readonly mode: 'HERE_NOW' | 'CALL_ME' | 'VISIT' } | { readonly mode: 'APPOINTMENT'; readonly at: string };
export type Mode = Want['mode'];

/** A phone number that only the accepting team can open, and the consent text that was agreed to. */
export type SealedContact = { readonly jwe: string; readonly consentVersion: string };

export type Draft = { readonly skill: Skill; readonly want: Want; readonly contact?: SealedContact | undefined; readonly onBehalf: boolean };

/** A draft that is sent: its id and secret are made once, and every repeat carries the same. */
export type Ask = Draft & { readonly id: string; readonly trackingSecret: string };

/** Nothing came back, or an answer that promises a later try. */
export type Unanswered = 'OFFLINE' | 'BUSY';

/** Why the service said no, in its words, and which screen can mend it. */
export type Refusal = { readonly message: string; readonly nextStep: string; readonly mend: 'topic' | 'appointment' | 'contact' | 'confirm' };

/** What one person does at the kiosk, one screen at a time. Everything about the person is in here, or in the open component. */
export type Session =
  | { readonly screen: 'opening' }
  | { readonly screen: 'unknownKiosk' }
  | { readonly screen: 'unreachable' }
  | { readonly screen: 'attract' }
  | { readonly screen: 'topic' }
  | { readonly screen: 'want'; readonly skill: Skill }
  | { readonly screen: 'appointment'; readonly skill: Skill }
  | { readonly screen: 'contact'; readonly skill: Skill; readonly want: Want }
  | { readonly screen: 'confirm'; readonly draft: Draft }
  | { readonly screen: 'sending'; readonly ask: Ask }
  | { readonly screen: 'unsent'; readonly ask: Ask; readonly why: Unanswered; readonly tries: number; readonly trying: boolean }
  | { readonly screen: 'consent'; readonly draft: Draft; readonly consent: ConsentText }
  | { readonly screen: 'refused'; readonly draft: Draft; readonly refusal: Refusal }
  | { readonly screen: 'ticket'; readonly ask: Ask; readonly request: TicketRequest };

export type SessionEvent =
  | { readonly type: 'stationKnown' }
  | { readonly type: 'stationUnknown' }
  | { readonly type: 'stationUnreachable' }
  | { readonly type: 'begin' }
  | { readonly type: 'chooseSkill'; readonly skill: Skill }
  | { readonly type: 'chooseMode'; readonly mode: Mode }
  | { readonly type: 'chooseTime'; readonly at: string }
  | { readonly type: 'leaveContact'; readonly contact: SealedContact }
  | { readonly type: 'onBehalf'; readonly onBehalf: boolean }
  | { readonly type: 'send'; readonly id: string; readonly trackingSecret: string }
  | { readonly type: 'agree'; readonly id: string; readonly trackingSecret: string }
  /** The page was loaded anew while somebody waited: their ask goes on its way again. */
  | { readonly type: 'resume'; readonly ask: Ask }
  | { readonly type: 'retry' }
  | { readonly type: 'unanswered'; readonly id: string; readonly why: Unanswered }
  | { readonly type: 'answered'; readonly id: string; readonly request: TicketRequest }
  | { readonly type: 'consentOutdated'; readonly id: string; readonly consent: ConsentText }
  | { readonly type: 'refused'; readonly id: string; readonly refusal: Refusal }
  | { readonly type: 'mend' }
  | { readonly type: 'back' }
  | { readonly type: 'end' };

export const atStart: Session = { screen: 'opening' };

const needsContact = (mode: Mode): boolean => mode !== 'HERE_NOW';
const draftOf = ({ skill, want, contact, onBehalf }: Draft): Draft => ({ skill, want, contact, onBehalf });

/** After the wish is known: straight to confirming, or first to the phone number. */
const afterWant = (skill: Skill, want: Want): Session =>
  needsContact(want.mode) ? { screen: 'contact', skill, want } : { screen: 'confirm', draft: { skill, want, onBehalf: false } };

/** The station's own news; it takes nobody away from what they are doing. */
const stationNews = (session: Session, event: SessionEvent): Session => {
  const nobodyHere = session.screen === 'opening' || session.screen === 'unreachable' || session.screen === 'unknownKiosk';
  switch (event.type) {
    case 'stationKnown':
      return nobodyHere ? { screen: 'attract' } : session;
    case 'stationUnknown':
      return nobodyHere || session.screen === 'attract' ? { screen: 'unknownKiosk' } : session;
    case 'stationUnreachable':
      return nobodyHere ? { screen: 'unreachable' } : session;
    default:
      return session;
  }
};

/** One step back; where there is nothing to go back to (sending, ticket), it stays. */
const back = (session: Session): Session => {
  switch (session.screen) {
    case 'topic':
      return { screen: 'attract' };
    case 'want':
      return { screen: 'topic' };
    case 'appointment':
      return { screen: 'want', skill: session.skill };
    case 'contact':
      return session.want.mode === 'APPOINTMENT' ? { screen: 'appointment', skill: session.skill } : { screen: 'want', skill: session.skill };
    case 'confirm': {
      const { skill, want } = session.draft;
      return needsContact(want.mode) ? { screen: 'contact', skill, want } : { screen: 'want', skill };
    }
    case 'consent':
    case 'refused':
      return { screen: 'confirm', draft: session.draft };
    default:
      return session;
  }
};

const mended = (draft: Draft, { mend }: Refusal): Session => {
  switch (mend) {
    case 'topic':
      return { screen: 'topic' };
    case 'appointment':
      return { screen: 'appointment', skill: draft.skill };
    case 'contact':
      return { screen: 'contact', skill: draft.skill, want: draft.want };
    case 'confirm':
      return { screen: 'confirm', draft };
  }
};

/** What the answer means for the ask that is on its way. An answer for somebody who has left changes nothing. */
const answer = (session: Session, event: SessionEvent): Session => {
  if (session.screen !== 'sending' && session.screen !== 'unsent') return session;
  if (!('id' in event) || event.id !== session.ask.id) return session;
  switch (event.type) {
    case 'answered':
      return { screen: 'ticket', ask: session.ask, request: event.request };
    case 'unanswered':
      return { screen: 'unsent', ask: session.ask, why: event.why, tries: session.screen === 'unsent' ? session.tries + 1 : 1, trying: false };
    case 'consentOutdated':
      return { screen: 'consent', draft: draftOf(session.ask), consent: event.consent };
    case 'refused':
      return { screen: 'refused', draft: draftOf(session.ask), refusal: event.refusal };
    default:
      return session;
  }
};

/** The next screen. Pure: ids and instants come with the event. An event that does not belong to the screen changes nothing. */
export const next = (session: Session, event: SessionEvent): Session => {
  switch (event.type) {
    case 'stationKnown':
    case 'stationUnknown':
    case 'stationUnreachable':
      return stationNews(session, event);
    case 'begin':
      return session.screen === 'attract' ? { screen: 'topic' } : session;
    case 'chooseSkill':
      return session.screen === 'topic' ? { screen: 'want', skill: event.skill } : session;
    case 'chooseMode':
      if (session.screen !== 'want') return session;
      return event.mode === 'APPOINTMENT' ? { screen: 'appointment', skill: session.skill } : afterWant(session.skill, { mode: event.mode });
    case 'chooseTime':
      return session.screen === 'appointment' ? afterWant(session.skill, { mode: 'APPOINTMENT', at: event.at }) : session;
    case 'leaveContact':
      if (session.screen !== 'contact') return session;
      return { screen: 'confirm', draft: { skill: session.skill, want: session.want, contact: event.contact, onBehalf: false } };
    case 'onBehalf':
      return session.screen === 'confirm' ? { ...session, draft: { ...session.draft, onBehalf: event.onBehalf } } : session;
    case 'send':
      if (session.screen !== 'confirm') return session;
      return { screen: 'sending', ask: { ...session.draft, id: event.id, trackingSecret: event.trackingSecret } };
    case 'agree': {
      if (session.screen !== 'consent' || session.draft.contact === undefined) return session;
      const contact = { ...session.draft.contact, consentVersion: session.consent.version };
      return { screen: 'sending', ask: { ...session.draft, contact, id: event.id, trackingSecret: event.trackingSecret } };
    }
    case 'resume':
      return session.screen === 'attract' ? { screen: 'sending', ask: event.ask } : session;
    case 'retry':
      return session.screen === 'unsent' ? { ...session, trying: true } : session;
    case 'answered':
      if (session.screen === 'ticket' && session.ask.id === event.id) return { ...session, request: event.request };
      return answer(session, event);
    case 'unanswered':
    case 'consentOutdated':
    case 'refused':
      return answer(session, event);
    case 'mend':
      return session.screen === 'refused' ? mended(session.draft, session.refusal) : session;
    case 'back':
      return back(session);
    case 'end':
      return isSetUp(session) ? session : { screen: 'attract' };
  }
};

/** Whether the kiosk itself is not ready yet: nobody can be using it. */
export const isSetUp = (session: Session): boolean =>
  session.screen === 'opening' || session.screen === 'unknownKiosk' || session.screen === 'unreachable';
