import type { Position } from '../../core/position.ts';
import { roundPosition } from '../../core/position.ts';
import { days, instantAtVietnam, plusMilliseconds, vietnamDayOf } from '../../core/clock.ts';
import type { Instant } from '../../core/clock.ts';
import type { Kiosk } from '../../kiosks/kiosk.ts';
import { moved } from './commune-centres.ts';
import type { CommunePlace } from './commune-centres.ts';

/** Lào Cai: towns and mountains, a walking street, several languages. */
export const DEMONSTRATION_PROVINCE = '15';

type PlannedKiosk = {
  readonly code: string;
  readonly name: string;
  readonly communeName: string;
  readonly eastKm: number;
  readonly northKm: number;
  readonly letter: string;
  readonly openingHours: string;
};

const planned: readonly PlannedKiosk[] = [
  { code: 'demo-walking-street', name: 'Phố đi bộ Cầu Mây', communeName: 'Phường Sa Pa', eastKm: 0, northKm: 0, letter: 'B', openingHours: 'Fr-Su 17:00-23:00' },
  { code: 'demo-community-centre', name: 'Nhà văn hoá Hàm Rồng', communeName: 'Phường Sa Pa', eastKm: 0.9, northKm: 0.7, letter: 'A', openingHours: 'Mo-Su 07:30-21:00' },
  { code: 'demo-public-services', name: 'Nơi phục vụ hành chính công Lào Cai', communeName: 'Phường Lào Cai', eastKm: 0.3, northKm: -0.4, letter: 'C', openingHours: 'Mo-Fr 07:30-11:30,13:30-17:00; Sa 07:30-11:30' },
  { code: 'demo-market', name: 'Chợ phiên Bắc Hà', communeName: 'Xã Bắc Hà', eastKm: 0.2, northKm: 0.1, letter: 'D', openingHours: 'Su 06:00-14:00' },
  { code: 'demo-post-office', name: 'Bưu điện Yên Bái', communeName: 'Phường Yên Bái', eastKm: -0.2, northKm: 0.3, letter: 'E', openingHours: 'Mo-Sa 07:30-17:00' },
];

/** A kiosk before its shifts are known, and the commune that it stands in. */
export type KioskSpot = PlannedKiosk & { readonly place: CommunePlace; readonly position: Position };

export const kioskSpots = (places: readonly CommunePlace[]): readonly KioskSpot[] =>
  planned.map((kiosk) => {
    const place = places.find(({ unit }) => unit.parentCode === DEMONSTRATION_PROVINCE && unit.name === kiosk.communeName);
    if (place === undefined) throw new Error(`The demonstration kiosk ${kiosk.code} needs ${kiosk.communeName} in province ${DEMONSTRATION_PROVINCE}.`);
    return { ...kiosk, place, position: roundPosition(moved(place.centre, kiosk.eastKm, kiosk.northKm)) };
  });

/**
 * Numbers that belong to nobody: the area code 217 is not in use (those around it are: 216 Yên Bái, 218 Hoà Bình). A test
 * holds that libphonenumber knows them as invalid.
 */
const contactPhone = (number: number): string => `+842170000${String(420 + number)}`;

const SATURDAY_NIGHTS = 26;
const NIGHT_FROM = 18 * 60;
const NIGHT_UNTIL = 22 * 60;

/** A team's shifts on the next half year of Saturday nights, 18:00 to 22:00 in Vietnam, from the day of `from` on. */
export const saturdayShifts = (teamCode: string, from: Instant): Kiosk['shifts'] => {
  const today = vietnamDayOf(from);
  const untilSaturday = (6 - new Date(`${today}T00:00:00.000Z`).getUTCDay() + 7) % 7;
  return Array.from({ length: SATURDAY_NIGHTS }, (_, week) => {
    const day = plusMilliseconds(`${today}T00:00:00.000Z`, days(untilSaturday + 7 * week)).slice(0, 10);
    return { teamCode, from: instantAtVietnam(day, NIGHT_FROM), until: instantAtVietnam(day, NIGHT_UNTIL) };
  });
};

/** `nearestTeamCode`: the team beside the walking street, which has the shift at its booth. */
export const kioskAt = (spot: KioskSpot, number: number, nearestTeamCode: string | undefined, now: Instant): Kiosk => ({
  code: spot.code,
  name: spot.name,
  unitVersion: spot.place.unit.version,
  communeCode: spot.place.unit.code,
  position: spot.position,
  letter: spot.letter,
  openingHours: spot.openingHours,
  contactPoint: { name: `Uỷ ban nhân dân ${spot.communeName.replace(/^(Phường|Xã|Đặc khu)/u, (kind) => kind.toLowerCase())}`, phone: contactPhone(number) },
  shifts: spot.code === 'demo-walking-street' && nearestTeamCode !== undefined ? saturdayShifts(nearestTeamCode, now) : [],
  demonstration: true,
});
