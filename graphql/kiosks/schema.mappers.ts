import type { InLanguages } from '../../functions/topics/topic.ts';

export type { Kiosk as KioskMapper } from '../../functions/kiosks/kiosk.ts';

export type { BoothShift as BoothShiftMapper } from '../../functions/kiosks/shifts.ts';

/** The version of the consent and its text in each language of the screens. */
export type ConsentTextMapper = { readonly version: string; readonly text: InLanguages };
