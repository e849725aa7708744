import { frame } from './vi/frame.ts';
import { people } from './vi/people.ts';
import { queue } from './vi/queue.ts';
import { request } from './vi/request.ts';
import { signIn } from './vi/sign-in.ts';

/** Words of the team's phone. The one who reads is a neighbour with ten minutes: short, when, where, who. */
export const vi = { ...frame, ...queue, ...request, ...signIn, ...people } as const;
