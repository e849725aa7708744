import type { SameKeys } from '../../../shared/text/messages.ts';
import type { frame as vi } from '../vi/frame.ts';

export const frame: SameKeys<typeof vi> = {
  page: {
    app: 'Trạm Số for offices',
    place: 'Trạm Số for offices',
    country: 'The whole country',
    skip: 'To the main content',
    nav: 'Pages',
    account: 'Account of {name}',
    signOut: 'Sign out',
    opening: 'Opening…',
    notFound: 'There is no such page',
    notFoundNext: 'Find a unit in the box above, or go to the first page.',
    home: 'To the first page',
  },
  nav: { teams: 'Teams', provinces: 'Provinces', kiosks: 'Kiosks', waiting: 'Waiting', trail: 'Trail', files: 'Import, export' },
  signIn: {
    title: 'To the work of your commune',
    hint: 'Officials sign in with their office account.',
    button: 'Sign in',
    lead: 'A lead who joined the team in this browser is let in at once.',
  },
  role: { COMMUNE: 'Commune official', PROVINCE: 'Province official', NATIONAL: 'National official', OPERATOR: 'Operator', LEAD: 'Team lead', MEMBER: 'Team member' },
  search: {
    label: 'Find a commune or province',
    hint: 'With or without tone marks.',
    none: 'No unit has such a name.',
    asking: 'Looking…',
    failed: 'Could not look. Type again to retry.',
    found: '{count} unit found. | {count} units found.',
  },
  ask: { yes: 'Yes', no: 'No' },
  table: {
    search: 'Filter this table',
    columns: 'Columns',
    more: ', more to come…',
    nothing: 'No row fits what was typed.',
  },
  map: {
    hoangSa: 'Hoàng Sa Islands',
    hoangSaOf: 'Đà Nẵng City',
    truongSa: 'Trường Sa Islands',
    truongSaOf: 'Khánh Hòa Province',
    lit: 'Glow: somebody is on duty',
    dark: 'Dashed: nobody on duty',
    closer: 'Zoom in',
    farther: 'Zoom out',
    all: 'Show everything on the map',
    none: 'This browser cannot draw the map. The table says it all.',
    label: 'Arrow keys move, + and - zoom.',
  },
};
