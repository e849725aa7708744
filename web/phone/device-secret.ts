import { newSecret } from '../shared/secret.ts';

/**
 * The secret with which this device joins. It is kept until the device is in, so that a lost answer is given again also
 * after the page was closed; nobody gets in with it without the invitation, and it is worth nothing once it was renewed.
 */
const KEY = 'tram-so.joining';

let ofThisPage: string | undefined;

/** The same one until `forgetDeviceSecret`. */
export const deviceSecret = (): string => {
  ofThisPage ??= kept() ?? newSecret();
  withStorage((storage) => storage.setItem(KEY, ofThisPage ?? ''));
  return ofThisPage;
};

/** The device is in. */
export const forgetDeviceSecret = (): void => {
  ofThisPage = undefined;
  withStorage((storage) => storage.removeItem(KEY));
};

const kept = (): string | undefined => {
  const found = withStorage((storage) => storage.getItem(KEY)) ?? '';
  return /^[\w-]{43}$/.test(found) ? found : undefined;
};

/** Where storage is switched off, the secret lasts as long as the page. */
const withStorage = <Value>(use: (storage: Storage) => Value): Value | undefined => {
  try {
    return use(localStorage);
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
};
