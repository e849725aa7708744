import { plateOf, type MapPoint } from '../map/map-points.ts';
import type { TeamOfUnit } from './units.ts';

/** The teams of an area as a map shows them: those that are merged are no more. */
export const pointsOf = (teams: readonly TeamOfUnit[]): readonly MapPoint[] =>
  teams
    .filter(({ status }) => status !== 'MERGED')
    .map(({ code, name, position, onDuty, status }) => ({ id: code, kind: 'team' as const, at: position, plate: plateOf(name), name, lit: onDuty && status === 'ACTIVE' }));
