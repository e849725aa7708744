import type { SameKeys } from '../../shared/text/messages.ts';
import type { vi } from './vi.ts';
import { files } from './en/files.ts';
import { frame } from './en/frame.ts';
import { kiosks } from './en/kiosks.ts';
import { people } from './en/people.ts';
import { placing } from './en/placing.ts';
import { shifts } from './en/shifts.ts';
import { teams } from './en/teams.ts';
import { trail } from './en/trail.ts';
import { units } from './en/units.ts';

export const en: SameKeys<typeof vi> = { ...frame, ...units, ...teams, ...people, ...kiosks, ...placing, ...shifts, ...trail, ...files };
