import type { ProblemTexts } from './problem-texts.ts';

/** Why a value cannot be taken, and what to do: one short sentence each. */
export const invalid: ProblemTexts['invalid'] = {
  UNKNOWN_UNIT: () => ({
    message: 'There is no such unit.',
    nextStep: 'Check the commune’s or province’s code.',
  }),
  NOT_A_KIOSK_CODE: () => ({
    message: 'This cannot be a station’s code.',
    nextStep: 'Use 3 to 40 of a–z, 0–9 and hyphen.',
  }),
  KIOSK_EXISTS: () => ({
    message: 'Another station has this code.',
    nextStep: 'Choose another code for the new station.',
  }),
  NOT_A_LETTER: () => ({
    message: 'The ticket letter is not allowed.',
    nextStep: 'Choose one capital letter from A to Z.',
  }),
  NOT_OPENING_HOURS: () => ({
    message: 'The opening hours cannot be read.',
    nextStep: 'Write them like Mo-Fr 07:30-17:00.',
  }),
  NOT_A_PHONE: () => ({
    message: 'This is not a phone number.',
    nextStep: 'Write it with the country’s code, like +84….',
  }),
  SHIFT_ENDS_BEFORE_IT_BEGINS: () => ({ message: 'The shift ends before it begins.', nextStep: 'Choose an end after the beginning.' }),
  SHIFT_TOO_LONG: () => ({ message: 'The shift is longer than 24 hours.', nextStep: 'Divide it into shorter ones.' }),
  SHIFT_OVER: () => ({ message: 'This shift is over.', nextStep: 'Choose a time from now on.' }),
  SHIFTS_OVERLAP: () => ({ message: 'Two shifts of the same team overlap.', nextStep: 'Make them one, or change their times.' }),
  TOO_MANY_SHIFTS: () => ({ message: 'A kiosk has at most 50 shifts ahead.', nextStep: 'Take some away, or plan for a shorter time.' }),
  TEAM_NOT_ACTIVE: () => ({ message: 'This team is not active.', nextStep: 'Choose another team, or make this one active first.' }),
  BOOTH_IN_ANOTHER_PROVINCE: () => ({ message: 'This kiosk is in another province than the team.', nextStep: "Choose a kiosk in the team's province." }),
  NOT_A_KEY: () => ({
    message: 'This is not a device’s public key.',
    nextStep: 'Send an ECDSA P-256 key as a JWK.',
  }),
  NOT_A_UUID: () => ({
    message: 'The id is not a UUID.',
    nextStep: 'Make a lower-case UUID and send again.',
  }),
  NOT_A_SECRET: () => ({
    message: 'The secret has the wrong form.',
    nextStep: 'Open the whole link again, or ask for a new one.',
  }),
  OUTSIDE_VIETNAM: () => ({
    message: 'The place is outside Vietnam.',
    nextStep: 'Check latitude and longitude, and send again.',
  }),
  UNKNOWN_LANGUAGE: () => ({
    message: 'No team speaks this language yet.',
    nextStep: 'Choose another language, such as Vietnamese.',
  }),
  APPOINTMENT_NEEDED: () => ({
    message: 'No time was chosen.',
    nextStep: 'Choose a time within the next 30 days.',
  }),
  APPOINTMENT_NOT_WANTED: () => ({
    message: 'This kind of help takes no time.',
    nextStep: 'Leave the time out and send again.',
  }),
  APPOINTMENT_NOT_AHEAD: () => ({
    message: 'That time is over or too far ahead.',
    nextStep: 'Choose a time within the next 30 days.',
  }),
  NOT_SEALED: () => ({
    message: 'The phone number is not sealed.',
    nextStep: 'Enter the number again.',
  }),
  TOO_LONG: () => ({
    message: 'This is too long.',
    nextStep: 'Make it shorter and send again.',
  }),
  EMPTY: () => ({
    message: 'Something was left empty.',
    nextStep: 'Fill it in and send again.',
  }),
  CONTACT_IN_TEXT: () => ({
    message: 'No phone numbers here.',
    nextStep: 'Take the number out and send again.',
  }),
  NOT_A_RATING: () => ({
    message: 'A rating goes from 1 to 5.',
    nextStep: 'Choose again from 1 to 5.',
  }),
  UNKNOWN_TOPIC: () => ({
    message: 'There is no such topic.',
    nextStep: 'Choose a code from `skills`.',
  }),
  UNKNOWN_KIOSK: () => ({
    message: 'This station was not found.',
    nextStep: 'Check the station’s code.',
  }),
  UNKNOWN_VERSION: () => ({
    message: 'No list of units is about that day.',
    nextStep: 'Leave `asOf` out for the list in force.',
  }),
  UNKNOWN_CURSOR: () => ({
    message: 'There is no such page.',
    nextStep: 'Start again from the first page.',
  }),
  PAGE_SIZE: (limit) => ({
    message: 'The page size is not allowed.',
    nextStep: `Choose from 1 to ${limit}.`,
  }),
  NO_ROWS: () => ({
    message: 'There are no rows.',
    nextStep: 'Send at least one row of the file.',
  }),
  TOO_MANY_ROWS: (limit) => ({
    message: 'Too many rows at once.',
    nextStep: `Send at most ${limit} rows at a time.`,
  }),
  TOO_MANY_IDS: (limit) => ({
    message: 'Too many ids at once.',
    nextStep: `Send at most ${limit} ids at a time.`,
  }),
  NOT_A_PIN: () => ({
    message: 'A PIN has 6 digits.',
    nextStep: 'Avoid ones that are easily guessed, such as 123456.',
  }),
  NOT_A_PASSKEY: () => ({
    message: 'The device’s answer does not fit.',
    nextStep: 'Start again.',
  }),
  NOT_A_TEAM_CODE: () => ({
    message: 'The team’s code has the wrong form.',
    nextStep: 'Use 3 to 24 plain letters, digits, hyphens.',
  }),
  UNKNOWN_SKILL: () => ({
    message: 'There is no such skill.',
    nextStep: 'Choose a code from `skills`.',
  }),
  NOT_SERVICE_HOURS: () => ({
    message: 'The hours cannot be read.',
    nextStep: 'Write them like: Mo-Fr 17:30-21:00; Sa 08:00-11:00.',
  }),
  NOT_A_CHAT_LINK: () => ({
    message: 'The link to the chat group cannot be used.',
    nextStep: 'Paste a link that begins with https.',
  }),
  NOT_A_PAST_DAY: () => ({
    message: 'There is no such day, or it is to come.',
    nextStep: 'Choose today or a day before.',
  }),
  NOT_A_TRAINING: () => ({
    message: 'The code of the training has the wrong form.',
    nextStep: 'Use small plain letters, digits and hyphens.',
  }),
  SAME_TEAM: () => ({
    message: 'These two teams are one.',
    nextStep: 'Choose another team to merge into.',
  }),
  LEAVE_NOT_AHEAD: () => ({
    message: 'The leave is over or too far ahead.',
    nextStep: 'Choose a return within a year.',
  }),
  DUTY_NOT_AHEAD: () => ({
    message: 'The time is over or too far ahead.',
    nextStep: 'Choose a time within 24 hours.',
  }),
  NOT_A_REACH: (limit) => ({
    message: 'The reach is not right.',
    nextStep: `Choose 0.1 to ${limit} km.`,
  }),
  NOT_A_CAPACITY: (limit) => ({
    message: 'The number of requests at once is not right.',
    nextStep: `Choose 1 to ${limit}.`,
  }),
  TOO_MANY: (limit) => ({
    message: 'Too many entries.',
    nextStep: `Choose at most ${limit}.`,
  }),
};
