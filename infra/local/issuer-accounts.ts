import type { Station } from '../../graphql/base/station.ts';
import { DEMONSTRATION_KIOSK } from './addresses.ts';

/** Somebody who can sign in at the demonstration's issuer. Nobody real has this name and role. */
export type DemonstrationAccount = {
  readonly id: string;
  readonly name: string;
  readonly role: 'COMMUNE' | 'PROVINCE' | 'NATIONAL' | 'OPERATOR';
  /** `2025-07-01:00004`; absent for the whole country. */
  readonly unit?: string;
  /** Where, for whoever chooses. */
  readonly place: string;
};

/** One for each level above the demonstration's kiosk, and one who runs the system. */
export const demonstrationAccounts = async ({ kiosks, units }: Pick<Station, 'kiosks' | 'units'>): Promise<readonly DemonstrationAccount[]> => {
  const country = [
    { id: 'demo-national', name: 'Cán bộ trung ương (trình diễn)', role: 'NATIONAL', place: 'Việt Nam' },
    { id: 'demo-operator', name: 'Người vận hành (trình diễn)', role: 'OPERATOR', place: 'Việt Nam' },
  ] as const;
  const kiosk = await kiosks.kiosk(DEMONSTRATION_KIOSK);
  if (kiosk === undefined) return country;
  const { unitVersion, communeCode } = kiosk;
  const commune = await units.unit(unitVersion, communeCode);
  const province = commune?.parentCode === undefined ? undefined : await units.unit(unitVersion, commune.parentCode);
  if (commune === undefined || province === undefined) return country;
  return [
    { id: 'demo-commune', name: 'Cán bộ xã (trình diễn)', role: 'COMMUNE', unit: `${unitVersion}:${communeCode}`, place: `${commune.name}, ${province.name}` },
    { id: 'demo-province', name: 'Cán bộ tỉnh (trình diễn)', role: 'PROVINCE', unit: `${unitVersion}:${province.code}`, place: province.name },
    ...country,
  ];
};
