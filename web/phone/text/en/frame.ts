import type { SameKeys } from '../../../shared/text/messages.ts';
import type { frame as vi } from '../vi/frame.ts';

export const frame: SameKeys<typeof vi> = {
  page: {
    queue: 'The team’s requests',
    request: 'Request {ticket}',
    outcome: 'Outcome of {ticket}',
    forward: 'Hand on {ticket}',
    guide: 'How to do it',
    settings: 'Settings',
    join: 'Join the team',
    app: 'Trạm Số for teams',
  },
  network: {
    off: 'No network. You see the requests of {time}.',
    offFirst: 'No network. The requests cannot be seen yet.',
    slow: 'News comes late. This phone asks every 30 seconds.',
  },
  settings: {
    title: 'Me',
    open: 'Language, sound, sign out',
    language: 'Language',
    sound: 'Sound and vibration for new requests',
    soundOn: 'On',
    soundOff: 'Off',
    soundTry: 'Listen',
    install: 'Put it on the home screen',
    installHint: 'Opens as fast as an app.',
    signOut: 'Sign out of this phone',
    signOutSure: 'This phone will get no requests any more. To come back you need a new invitation.',
    signOutStay: 'Stay',
  },
  update: { title: 'There is a new version.', now: 'Update', later: 'Later' },
};
