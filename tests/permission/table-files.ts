import type { Row } from './table.ts';

/** Who may fetch a file of a commune, by its path; read like `table`. */
export const files: Readonly<Record<string, Row>> = {
  '/export/teams.csv': ['commune province national operator', 'province national operator', 'national operator'],
  '/export/members.csv': ['commune province national operator', 'province national operator', 'national operator'],
};
