import { isValidPhoneNumber } from 'libphonenumber-js/min';
import * as v from 'valibot';

/** What lies inside a sealed contact. */
export type Contact = {
  /** E.164. */
  readonly phone: string;
};

const contact = v.object({
  phone: v.pipe(
    v.string(),
    v.regex(/^\+[1-9]\d{6,14}$/),
    v.check((phone) => isValidPhoneNumber(phone)),
  ),
});

/** Undefined when it is no contact: a device sealed something else. */
export const parseContact = (text: string): Contact | undefined => {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), contact), text);
  return parsed.success ? parsed.output : undefined;
};
