import { files } from './vi/files.ts';
import { frame } from './vi/frame.ts';
import { kiosks } from './vi/kiosks.ts';
import { people } from './vi/people.ts';
import { placing } from './vi/placing.ts';
import { shifts } from './vi/shifts.ts';
import { teams } from './vi/teams.ts';
import { trail } from './vi/trail.ts';
import { units } from './vi/units.ts';

/** Words of the desk. Who reads is an official or a lead between two visitors: one idea, when, where, who. */
export const vi = { ...frame, ...units, ...teams, ...people, ...kiosks, ...placing, ...shifts, ...trail, ...files } as const;
