import { fail, succeed, type Result } from '../core/result.ts';
import type { Principal } from '../identity/principal.ts';
import type { Kiosk } from '../kiosks/kiosk.ts';
import { may } from '../permission/policy.ts';
import type { TooManyTries } from '../rate-limits/rate-limits.ts';
import type { Ask } from './ask.ts';
import type { NotPermitted } from './failures.ts';
import type { HelpRequestParts } from './parts.ts';

/** Who sends an ask, and from which network address. */
export type AskedBy = { readonly principal: Principal; readonly address?: string | undefined };

/**
 * Whether this ask may be made from there, and not too often. "Here and now" means that somebody stands at the kiosk: of a
 * paired kiosk only its own device can say so, and of a kiosk that was never paired nobody can, except in the demonstration,
 * which anyone may open by its address (docs/decisions). Whoever waits elsewhere leaves a contact, and may name any kiosk.
 */
export const admitAsk = async (
  { takeTry, permission }: Pick<HelpRequestParts, 'takeTry' | 'permission'>,
  { mode, kiosk: code }: Pick<Ask, 'mode' | 'kiosk'>,
  { device, demonstration }: Pick<Kiosk, 'device' | 'demonstration'>,
  { principal, address }: AskedBy,
): Promise<Result<undefined, NotPermitted | TooManyTries>> => {
  const actor = await permission.actorOf(principal);
  // Of a kiosk without a device nobody can be the device.
  const area = { kioskCode: device === undefined ? undefined : code };
  const isOpenToAll = device === undefined && demonstration;
  if (!may(actor, mode === 'HERE_NOW' && !isOpenToAll ? 'askHereAndNow' : 'askForHelp', area)) return fail({ type: 'NotPermitted' });
  const taken = may(actor, 'askHereAndNow', area) ? await takeTry('askAtKiosk', { principal }) : await takeTry('askForHelp', { principal, address });
  return taken.ok ? succeed(undefined) : taken;
};
