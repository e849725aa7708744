import type { ProblemTexts } from './problem-texts.ts';

/** Short, one idea, at most nine words where a fact allows it: the copy rules of the product's design. */
export const en: ProblemTexts = {
  problems: {
    IdAlreadyUsed: {
      message: 'This id was used for something else.',
      nextStep: 'Make a new id and send again.',
    },
    NotSignedIn: {
      message: 'Nobody is signed in on this device.',
      nextStep: 'Open an invitation link, or ask the team lead.',
    },
    NotPermitted: {
      message: 'This is for somebody else to do.',
      nextStep: 'Ask the team that has the request, or the team lead.',
    },
    NotPossibleNow: {
      message: 'The request has moved on.',
      nextStep: 'Look at it as it is now, and choose again.',
    },
    ContactMissing: {
      message: 'This kind of help needs a phone number.',
      nextStep: 'Enter a number, or choose help here.',
    },
    ConsentOutdated: {
      message: 'The consent text has changed.',
      nextStep: 'Read the new text, agree, and send again.',
    },
    InvitationUnknown: {
      message: 'This invitation is not known or ran out.',
      nextStep: 'Ask the team lead for a new one.',
    },
    InvitationUsed: {
      message: 'Somebody has used this invitation.',
      nextStep: 'Ask the team lead for a new one.',
    },
  },
  invalid: {
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
  },
  notFound: {
    HELP_REQUEST: {
      message: 'This request was not found.',
      nextStep: 'Scan the code on the ticket again, or ask at the station.',
    },
    KIOSK: {
      message: 'This station was not found.',
      nextStep: 'Check the station’s code.',
    },
    TEAM: {
      message: 'This team was not found.',
      nextStep: 'Check the team’s code.',
    },
    TOPIC: {
      message: 'There is no such topic.',
      nextStep: 'Choose a topic from the list.',
    },
    DEVICE: {
      message: 'This device was not found, or is signed out.',
      nextStep: 'Load the list of devices again.',
    },
    INVITATION: {
      message: 'This invitation was not found.',
      nextStep: 'Load the list of invitations again.',
    },
    MEMBER: {
      message: 'This member was not found.',
      nextStep: 'Load the list of members again.',
    },
    PASSKEY: {
      message: 'This passkey was not found.',
      nextStep: 'Load the list of passkeys again.',
    },
  },
  acceptedByAnother: (memberName) => ({
    message: `${memberName} has taken this one.`,
    nextStep: 'Look at the others that wait.',
  }),
  tooManyTries: (minutes) => ({
    message: 'That was too many times.',
    nextStep: minutes === 1 ? 'Try again in a minute.' : `Try again in ${minutes} minutes.`,
  }),
  errors: {
    NOT_FOUND: 'There is nothing at this address. The API is at /graphql.',
    BAD_REQUEST: 'The request could not be read. Send JSON with a `query`.',
    METHOD_NOT_ALLOWED: 'Use GET for queries, POST for queries and mutations.',
    NOT_ACCEPTABLE: 'Answers come as application/graphql-response+json or application/json only.',
    UNSUPPORTED_MEDIA_TYPE: 'Send the body as application/json in UTF-8.',
    BODY_TOO_LARGE: 'The request is too large. At most 100 KB.',
    CROSS_SITE_REQUEST: 'This may come from another site. Send content-type application/json or apollo-require-preflight.',
    BATCH_NOT_ALLOWED: 'Send one operation at a time.',
    TOO_DEEP: 'The query is nested too deeply. Split it.',
    TOO_MANY_ALIASES: 'The query has too many aliases. Split it.',
    TOO_MANY_TOKENS: 'The query is too long. Split it.',
    TOO_COSTLY: 'The query asks for too much at once. Ask for shorter pages.',
    SESSION_EXPIRED: 'The access token expired. POST to /session/refresh, then send the same again.',
    SESSION_ENDED: 'Nobody is signed in on this device any more. Sign in again.',
    NOT_READY: 'The server is starting. Try again in a few seconds.',
    UNAVAILABLE: 'The service is busy. Send the same again in a few seconds; nothing is done twice.',
    INTERNAL: 'Something went wrong. Try again, or report it with the requestId.',
  },
};
