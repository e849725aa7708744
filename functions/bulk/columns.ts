import type { ExportWhat } from './export.ts';
import { memberSheet } from './member-sheet.ts';
import type { Column } from './sheet.ts';
import { teamSheetOf } from './team-sheet.ts';
import type { InLanguages } from '../topics/topic.ts';

/** A column of a file as whoever fills it in, or sends its rows, must know it. */
export type ColumnOfFile = {
  readonly name: string;
  readonly required: boolean;
  /** Rows of one file differ in the columns that identify, taken together. */
  readonly identifies: boolean;
  /** A device seals what stands there before it sends it. */
  readonly sealed: boolean;
  /** What stands there, and what an empty cell means for something new. */
  readonly meaning: InLanguages;
};

type NameOfColumn = keyof ReturnType<typeof teamSheetOf> | keyof typeof memberSheet;

/** docs/import.md says the same at length. */
const meanings: Readonly<Record<NameOfColumn, InLanguages>> = {
  code: { vi: 'Mã tổ, không trùng trong cả nước.', en: 'Code of the team, unique in the country.' },
  name: { vi: 'Tên tổ.', en: 'Name of the team.' },
  unit_code: { vi: 'Mã xã, phường: 5 chữ số.', en: 'Code of the commune: 5 digits.' },
  kind: { vi: 'VILLAGE là của thôn, COMMUNE là của cả xã. Bỏ trống: VILLAGE.', en: 'VILLAGE or COMMUNE. Empty: VILLAGE.' },
  lat: { vi: 'Vĩ độ, như 21,03.', en: 'Latitude, such as 21.03.' },
  lon: { vi: 'Kinh độ, như 105,85.', en: 'Longitude, such as 105.85.' },
  topics: { vi: 'Mã các việc, cách nhau bằng dấu |. Bỏ trống: mọi việc.', en: 'Codes of skills, parted by |. Empty: all.' },
  languages: { vi: 'Mã tiếng, cách nhau bằng dấu |. Bỏ trống: vi.', en: 'Codes of languages, parted by |. Empty: vi.' },
  reach_km: { vi: 'Tầm đi, km. Bỏ trống: 3.', en: 'Reach in km. Empty: 3.' },
  capacity: { vi: 'Nhận tối đa mấy phiếu. Bỏ trống: 2.', en: 'Requests at once. Empty: 2.' },
  service_hours: { vi: 'Giờ trực, như Mo-Fr 17:30-21:00.', en: 'Hours on duty, such as Mo-Fr 17:30-21:00.' },
  status: { vi: 'FORMING, ACTIVE hoặc PAUSED. Bỏ trống: ACTIVE.', en: 'FORMING, ACTIVE or PAUSED. Empty: ACTIVE.' },
  decision_number: { vi: 'Số quyết định, đi cùng ngày.', en: 'Number of the decision, with its date.' },
  decision_date: { vi: 'Ngày quyết định, như 5/3/2026.', en: 'Date of the decision, such as 5/3/2026.' },
  chat_url: { vi: 'Đường dẫn nhóm chat: https://…', en: 'Link of the chat group: https://…' },
  team_code: { vi: 'Mã của tổ đã có.', en: 'Code of a team that is there.' },
  full_name: { vi: 'Họ và tên.', en: 'Full name.' },
  phone: { vi: 'Số như 0912 345 678. Bỏ trống: giữ số đang có.', en: 'A number such as 0912 345 678. Empty: keeps what is there.' },
  role: { vi: 'LEAD là tổ trưởng. Bỏ trống: MEMBER.', en: 'LEAD or MEMBER. Empty: MEMBER.' },
  organisation: { vi: 'Đoàn thể, cơ quan, như YOUTH_UNION. Bỏ trống: OTHER.', en: 'Organisation, such as YOUTH_UNION. Empty: OTHER.' },
  joined_on: { vi: 'Ngày vào tổ, như 5/3/2026.', en: 'Day of joining, such as 5/3/2026.' },
};

const columnsOf = (sheet: Readonly<Partial<Record<NameOfColumn, Column<unknown>>>>): readonly ColumnOfFile[] =>
  (Object.entries(sheet) as [NameOfColumn, Column<unknown>][]).map(([name, { required, identifies, sealed }]) => ({
    name,
    required,
    identifies: identifies === true,
    sealed: sealed === true,
    meaning: meanings[name],
  }));

/** In the order in which an export has them. */
export const columnsOfFile: Readonly<Record<ExportWhat, readonly ColumnOfFile[]>> = {
  teams: columnsOf(teamSheetOf([])),
  members: columnsOf(memberSheet),
};
