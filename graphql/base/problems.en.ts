import { invalid } from './invalid.en.ts';
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
    WrongPin: {
      message: 'That is not the PIN.',
      nextStep: 'Check the name and try again.',
    },
    NotOnThisPhone: {
      message: 'This shared phone is another team’s, or somebody is using it.',
      nextStep: 'Hand it back to the team, or open the link on your own phone.',
    },
    PinLocked: {
      message: 'Too many wrong PINs: it is locked.',
      nextStep: 'Wait some minutes, or use your own phone.',
    },
    PinNotSet: {
      message: 'This member has no PIN yet.',
      nextStep: 'Set one on your own phone, or open an invitation on this one.',
    },
    InvitationUsed: {
      message: 'Somebody has used this invitation.',
      nextStep: 'Ask the team lead for a new one.',
    },
    PairingCodeUnknown: {
      message: 'No station shows this code now.',
      nextStep: 'Read the code on its screen again and type it.',
    },
    KioskAlreadyPaired: {
      message: 'This device belongs to a station already.',
      nextStep: 'Let it sign in, or unpair the station first.',
    },
    KioskNotPaired: {
      message: 'This device belongs to no station.',
      nextStep: 'Show a code on it and have an office pair it.',
    },
    ProofInvalid: {
      message: 'The device could not prove its key.',
      nextStep: 'Ask for a new challenge and sign that.',
    },
    KioskChangedMeanwhile: {
      message: 'Somebody has changed this station meanwhile.',
      nextStep: 'Look at it as it is now, and change it again.',
    },
    TeamChangedMeanwhile: {
      message: 'Somebody else has just changed this team.',
      nextStep: 'Look at it as it is now, then change it.',
    },
    MemberChangedMeanwhile: {
      message: 'Somebody else has just changed this member.',
      nextStep: 'Look at them as they are now, then change it.',
    },
    TeamMerged: {
      message: 'This team was merged into another one.',
      nextStep: 'Open the new team and go on there.',
    },
  },
  invalid,
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
  pinNeeded: (isNew) =>
    isNew
      ? { message: 'This is your team’s shared phone: you need a PIN.', nextStep: 'Choose six digits that only you know, and remember them for next time.' }
      : { message: 'Your six-digit PIN is needed.', nextStep: 'Type it; if forgotten, have your lead press “Lost phone” and invite you again.' },
  tooManyTries: (minutes) => ({
    message: 'That was too many times.',
    nextStep: minutes === 1 ? 'Try again in a minute.' : `Try again in ${minutes} minutes.`,
  }),
  parameters: {
    query: 'There is no `query`. Send a document as text.',
    variables: '`variables` is to be a JSON object.',
    operationName: '`operationName` is to be text.',
    extensions: '`extensions` is to be a JSON object.',
  },
  errors: {
    NOT_FOUND: 'There is nothing at this address. The API is at /graphql.',
    BAD_REQUEST: 'The request could not be read. Send JSON with a `query`.',
    METHOD_NOT_ALLOWED: 'Use GET for queries, POST for queries and mutations.',
    NOT_ACCEPTABLE: 'Answers come as application/graphql-response+json or application/json only.',
    UNSUPPORTED_MEDIA_TYPE: 'Send the body as application/json in UTF-8, not compressed.',
    BODY_TOO_LARGE: 'The request is too large. At most 100 KB.',
    CROSS_SITE_REQUEST: 'This may come from another site. Send content-type application/json or apollo-require-preflight.',
    BATCH_NOT_ALLOWED: 'Send one operation at a time.',
    PERSISTED_QUERY_NOT_SUPPORTED: 'No queries are kept here. Send the whole `query`.',
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
