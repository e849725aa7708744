import { vietnamDayOf } from '../../functions/core/clock.ts';
import type { Station } from '../base/station.ts';

/** The version of the list of units in force today; empty, and so unknown to every question, when there is no list. */
export const versionInForce = async ({ units, clock }: Pick<Station, 'units' | 'clock'>): Promise<string> => (await units.versionOn(vietnamDayOf(clock()))) ?? '';
