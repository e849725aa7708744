import { WebSocket } from 'ws';
import { newSecret } from '../../functions/core/ids.ts';
import { fileRequest } from '../support/resident.ts';
import { startSystem, type RunningSystem } from '../support/running-system.ts';
import type { BenchSection } from './bench-section.ts';
import { percentile } from './percentile.ts';

const REQUESTS = 60;

/** A new request is to show on the phones of its team within this, without a reload. */
const GOAL_MILLISECONDS = 2000;

/** From a resident's tap until the notice is on the open socket of a member's phone: the API, the stream and the live line. */
export const benchNotices = async (): Promise<BenchSection> => {
  const system = await startSystem();
  try {
    const phone = await openPhone(system);
    const samples: number[] = [];
    for (let at = 0; at < REQUESTS; at += 1) {
      const noticed = nextNotice(phone);
      const begun = performance.now();
      const request = await fileRequest(system.origin);
      await noticed;
      samples.push(performance.now() - begun);
      const cancelled = nextNotice(phone);
      await request.cancel();
      await cancelled;
    }
    phone.close();
    const p99 = percentile(samples, 0.99);
    const figure = `p50 ${percentile(samples, 0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`;
    return {
      title: 'Notices to phones',
      rows: [{ what: `from requestHelp to the member’s socket (${REQUESTS} requests, one after the other)`, figure, goal: `p99 ≤ ${GOAL_MILLISECONDS} ms`, met: p99 <= GOAL_MILLISECONDS }],
    };
  } finally {
    await system.stop();
  }
};

const ACCEPT = 'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }';

/** The phone of the member who is invited first: of the team nearest to the kiosk, which every request goes to. */
const openPhone = async ({ api, origin, invitations }: RunningSystem): Promise<WebSocket> => {
  const invitation = invitations[0]?.link.split('=')[1];
  const answer = await fetch(api, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: ACCEPT, variables: { input: { invitation, deviceSecret: newSecret() } } }),
  });
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  const phone = new WebSocket(`${origin.replace('http', 'ws')}/live`, { headers: { cookie, origin } });
  await new Promise((resolve, reject) => void phone.once('open', resolve).once('error', reject));
  return phone;
};

const nextNotice = (phone: WebSocket): Promise<void> =>
  new Promise((resolve) => {
    const hear = (data: unknown): void => {
      if ((JSON.parse(String(data)) as { type: string }).type !== 'QUEUE_CHANGED') return;
      phone.off('message', hear);
      resolve();
    };
    phone.on('message', hear);
  });
