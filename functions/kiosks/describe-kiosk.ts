import type { Position } from '../core/position.ts';
import { isInVietnam, roundPosition } from '../core/position.ts';
import { fail, succeed, type Result } from '../core/result.ts';
import { parseServiceHours } from '../core/service-hours.ts';
import { tidyText } from '../core/text.ts';
import { invalid, type InvalidInput } from './failures.ts';
import type { Kiosk } from './kiosk.ts';

/** A kiosk that is to be, as an office describes it. */
export type NewKiosk = {
  readonly name: string;
  readonly unitVersion: string;
  readonly communeCode: string;
  readonly position: Position;
  readonly letter: string;
  readonly openingHours: string;
  readonly contactPoint: { readonly name: string; readonly phone: string };
};

const LONGEST_NAME = 120;

export const isKioskCode = (code: string): boolean => /^[a-z0-9-]{3,40}$/u.test(code);

/** A name as it is kept, or why it cannot be. */
export const checkName = (name: string, ...field: string[]): Result<string, InvalidInput> => {
  const tidy = tidyText(name);
  if (tidy === '') return fail(invalid('EMPTY', ...field));
  return tidy.length > LONGEST_NAME ? fail(invalid('TOO_LONG', ...field)) : succeed(tidy);
};

/** The place as it is kept. A place that is no number is outside, too. */
export const checkPosition = (position: Position, ...field: string[]): Result<Position, InvalidInput> =>
  isInVietnam(position) ? succeed(roundPosition(position)) : fail(invalid('OUTSIDE_VIETNAM', ...field));

/** Everything of a new kiosk that can be judged without reading anything. */
export const checkNewKiosk = (code: string, described: NewKiosk): Result<Kiosk, InvalidInput> => {
  if (!isKioskCode(code)) return fail(invalid('NOT_A_KIOSK_CODE', 'kiosk'));
  const name = checkName(described.name, 'newKiosk', 'name');
  if (!name.ok) return name;
  const position = checkPosition(described.position, 'newKiosk', 'position');
  if (!position.ok) return position;
  const office = checkName(described.contactPoint.name, 'newKiosk', 'contactPoint', 'name');
  if (!office.ok) return office;
  if (!/^[A-Z]$/u.test(described.letter)) return fail(invalid('NOT_A_LETTER', 'newKiosk', 'letter'));
  if (!parseServiceHours(described.openingHours).ok) return fail(invalid('NOT_OPENING_HOURS', 'newKiosk', 'openingHours'));
  // E.164: + and at most 15 digits.
  if (!/^\+[1-9]\d{6,14}$/u.test(described.contactPoint.phone)) return fail(invalid('NOT_A_PHONE', 'newKiosk', 'contactPoint', 'phone'));
  return succeed({
    code,
    name: name.value,
    unitVersion: described.unitVersion,
    communeCode: described.communeCode,
    position: position.value,
    letter: described.letter,
    openingHours: described.openingHours,
    contactPoint: { name: office.value, phone: described.contactPoint.phone },
    shifts: [],
    demonstration: false,
  });
};
