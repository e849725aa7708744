import parsePhoneNumber from 'libphonenumber-js/min';

/** A number as people write it here (0912 345 678 is +84912345678), in E.164; undefined when it is none. */
export const phoneOfCell = (text: string): string | undefined => {
  const phone = parsePhoneNumber(text, 'VN');
  return phone?.isValid() === true ? phone.number : undefined;
};
