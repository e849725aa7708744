import type { CatalogueData } from '../catalogue-schema.ts';
import { localPlatforms } from './local-platforms.ts';
import { onlinePayment } from './online-payment.ts';
import { onlineSafety } from './online-safety.ts';
import { onlineShopping } from './online-shopping.ts';
import { offerMinutes, promises, provinceAfterMinutes, reach, serviceHours } from './policy.ts';
import { publicServices } from './public-services.ts';

/** Version 1 of the catalogue: the five skills of product.md, in the order of the kiosk's number plates. */
export const catalogueV1: CatalogueData = {
  version: '1',
  skills: [publicServices, onlineShopping, onlinePayment, onlineSafety, localPlatforms],
  promises,
  reach,
  offerMinutes,
  provinceAfterMinutes,
  serviceHours,
};
