import type { IconName } from '../../shared/icons/icons.ts';
import type { TeamOfUnit } from './units.ts';

/** How a team stands, as an official says it. */
export type StateOfTeam = 'ready' | 'helping' | 'full' | 'off' | 'FORMING' | 'PAUSED' | 'MERGED';

export const stateOf = ({ status, onDuty, openRequests, capacity }: Pick<TeamOfUnit, 'status' | 'onDuty' | 'openRequests' | 'capacity'>): StateOfTeam => {
  if (status !== 'ACTIVE') return status;
  if (!onDuty) return 'off';
  if (openRequests >= capacity) return 'full';
  return openRequests > 0 ? 'helping' : 'ready';
};

export const stateIcons: Readonly<Record<StateOfTeam, IconName>> = {
  ready: 'check-circle',
  helping: 'handshake',
  full: 'clock-countdown',
  off: 'moon',
  FORMING: 'clock',
  PAUSED: 'pause-circle',
  MERGED: 'arrows-merge',
};

/** What of these teams an official must know first. */
export type Outlook = {
  /** Teams that could be asked: active ones. */
  readonly active: number;
  readonly onDuty: number;
  /** Active teams with nobody on duty. */
  readonly dark: readonly string[];
  readonly paused: number;
  readonly forming: number;
};

export const outlookOf = (teams: readonly Pick<TeamOfUnit, 'name' | 'status' | 'onDuty'>[]): Outlook => {
  const active = teams.filter(({ status }) => status === 'ACTIVE');
  return {
    active: active.length,
    onDuty: active.filter(({ onDuty }) => onDuty).length,
    dark: active.filter(({ onDuty }) => !onDuty).map(({ name }) => name),
    paused: teams.filter(({ status }) => status === 'PAUSED').length,
    forming: teams.filter(({ status }) => status === 'FORMING').length,
  };
};

/** The part of the day in Vietnam, UTC+7: which "now" the sentence begins with. */
export const partOfDay = (now: Date): 'morning' | 'noon' | 'afternoon' | 'evening' | 'night' => {
  const hour = (now.getUTCHours() + 7) % 24;
  if (hour < 4) return 'night';
  if (hour < 11) return 'morning';
  if (hour < 13) return 'noon';
  return hour < 18 ? 'afternoon' : 'evening';
};
