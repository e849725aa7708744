import type { SameKeys } from '../../shared/text/messages.ts';
import type { vi } from './vi.ts';
import { frame } from './en/frame.ts';
import { people } from './en/people.ts';
import { queue } from './en/queue.ts';
import { request } from './en/request.ts';
import { signIn } from './en/sign-in.ts';

export const en: SameKeys<typeof vi> = { ...frame, ...queue, ...request, ...signIn, ...people };
