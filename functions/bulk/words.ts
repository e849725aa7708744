import type { InLanguages } from '../topics/topic.ts';
import type { CellReason } from './cell.ts';
import type { CellProblem } from './sheet.ts';
import type { FileReason } from './table-file.ts';

/** What is wrong, and how to mend it: one short sentence each. */
export type Words = { readonly problem: string; readonly howToMend: string };

export type BulkLanguage = keyof InLanguages;
export const bulkLanguages = ['vi', 'en'] as const satisfies readonly BulkLanguage[];

type In = Readonly<Record<BulkLanguage, Words>>;
const words = (vi: readonly [string, string], en: readonly [string, string]): In => ({
  vi: { problem: vi[0], howToMend: vi[1] },
  en: { problem: en[0], howToMend: en[1] },
});

/** `allowed` as the problem has it: codes, bounds, a line, another column. */
const cellWords: Readonly<Record<CellReason, (allowed: string) => In>> = {
  MISSING: () => words(['Ô này trống.', 'Điền ô này.'], ['This cell is empty.', 'Fill it in.']),
  TOO_LONG: (most) => words(['Ô này quá dài.', `Viết tối đa ${most} ký tự.`], ['This cell is too long.', `Write at most ${most} characters.`]),
  NOT_A_CODE: () =>
    words(
      ['Đây không phải mã tổ.', 'Dùng 3 đến 24 chữ cái không dấu, chữ số hoặc dấu gạch ngang.'],
      ['This is no code of a team.', 'Use 3 to 24 letters without marks, digits or hyphens.'],
    ),
  NOT_A_UNIT: () =>
    words(
      ['Đây không phải mã xã, phường.', 'Ghi mã 5 chữ số, giữ các số 0 ở đầu.'],
      ['This is no code of a commune.', 'Write the 5 digits of its code, with the zeros in front.'],
    ),
  NOT_ONE_OF: (codes) => words(['Không có mã này.', `Chọn trong: ${codes}.`], ['There is no such code.', `Choose from: ${codes}.`]),
  NOT_A_NUMBER: () => words(['Đây không phải số.', 'Ghi số như 21.03 hoặc 21,03.'], ['This is no number.', 'Write a number such as 21.03 or 21,03.']),
  NOT_A_WHOLE_NUMBER: (bounds) => words(['Đây không phải số nguyên.', `Ghi số nguyên trong khoảng ${bounds}.`], ['This is no whole number.', `Write a whole number within ${bounds}.`]),
  OUT_OF_RANGE: (bounds) => words(['Số này ngoài khoảng cho phép.', `Ghi số trong khoảng ${bounds}.`], ['This number is out of bounds.', `Write a number within ${bounds}.`]),
  NOT_A_DATE: () =>
    words(['Lịch không có ngày này.', 'Ghi ngày như 2026-03-05 hoặc 5/3/2026.'], ['The calendar has no such day.', 'Write a day as 2026-03-05 or 5/3/2026.']),
  NOT_AN_ADDRESS: (most) =>
    words(
      ['Đây không phải địa chỉ nhóm chat.', `Chép địa chỉ bắt đầu bằng https://, tối đa ${most} ký tự.`],
      ['This is no address of a chat group.', `Copy the address that begins with https://, at most ${most} characters.`],
    ),
  NOT_A_PHONE: () =>
    words(['Đây không phải số điện thoại.', 'Ghi số như 0912 345 678, định dạng ô là văn bản.'], ['This is no telephone number.', 'Write a number such as 0912 345 678, in a cell of text.']),
  HOURS_UNREADABLE: () =>
    words(
      ['Không đọc được giờ phục vụ này.', 'Ghi như Mo-Fr 17:30-21:00; Sa-Su 08:00-11:00, hoặc 24/7.'],
      ['These hours cannot be read.', 'Write them as Mo-Fr 17:30-21:00; Sa-Su 08:00-11:00, or 24/7.'],
    ),
  NAMED_TWICE: () => words(['Ô này ghi một mã hai lần.', 'Bỏ một lần đi.'], ['This cell names a code twice.', 'Take one of them out.']),
  GOES_WITH: (column) =>
    words([`Ô này đi cùng cột ${column}.`, `Điền cả hai ô, hoặc bỏ trống cả hai.`], [`This cell goes with the column ${column}.`, 'Fill in both, or leave both empty.']),
  UNKNOWN_UNIT: () =>
    words(
      ['Danh mục đang dùng không có xã, phường này.', 'Ghi mã của xã, phường hiện nay.'],
      ['The list in force has no such commune.', 'Write the code of the commune as it is now.'],
    ),
  UNKNOWN_TEAM: () => words(['Không có tổ mang mã này.', 'Sửa mã, hoặc nhập tổ này trước.'], ['No team has this code.', 'Mend the code, or import the team first.']),
  NOT_PERMITTED: () =>
    words(['Nơi này thuộc cơ quan khác.', 'Bỏ dòng này, hoặc nhờ cơ quan nơi đó nhập.'], ['This place is another office’s.', 'Take the row out, or ask the office of that place.']),
  REPEATED: (line) =>
    words([`Dòng này trùng với dòng ${line}.`, 'Giữ một dòng; hai người trùng tên thì ghi tên khác nhau.'], [`This row repeats line ${line}.`, 'Keep one of them; give two people of one name different names.']),
  NAMESAKES: () =>
    words(
      ['Tổ có nhiều người trùng tên này.', 'Sửa từng người trên trang quản lý.'],
      ['Several people in the team have this name.', 'Change each of them in the console.'],
    ),
  CONTRADICTS: (line) =>
    words(
      [`Dòng ${line} nói khác về chính người này.`, 'Ghi hai dòng như nhau; chỉ vai trò được khác theo tổ.'],
      [`Line ${line} says otherwise of the same person.`, 'Write the same in both; only the role may differ between teams.'],
    ),
};

/** `line`: where it went wrong, as far as it is known. */
const fileWords: Readonly<Record<FileReason, In>> = {
  EMPTY: words(['Tệp này trống.', 'Chọn tệp có dòng tên cột và các dòng dữ liệu.'], ['The file is empty.', 'Give a file with a line of column names and rows.']),
  NOT_UTF_8: words(
    ['Tệp này không dùng bảng mã UTF-8.', 'Lưu lại dạng “CSV UTF-8” hoặc XLSX.'],
    ['The file is not in UTF-8.', 'Save it again as “CSV UTF-8” or XLSX.'],
  ),
  NOT_A_TABLE: words(
    ['Không đọc được tệp này như một bảng.', 'Mở bằng bảng tính rồi lưu lại dạng CSV UTF-8 hoặc XLSX.'],
    ['The file cannot be read as a table.', 'Open it in a spreadsheet and save it again as CSV UTF-8 or XLSX.'],
  ),
  LINE_TOO_LONG: words(
    ['Tệp có một dòng quá dài.', 'Tìm dấu ngoặc kép chưa đóng, hoặc lưu lại dạng CSV UTF-8.'],
    ['A line of the file is too long.', 'Look for quotes that were never closed, or save it again as CSV UTF-8.'],
  ),
  TOO_MANY_COLUMNS: words(['Tệp có quá nhiều cột.', 'Xoá các cột thừa rồi lưu lại.'], ['The file has too many columns.', 'Delete those that are not needed and save it again.']),
};

/** What is wrong with a cell. No value of the cell is repeated: it may be personal, and stands beside it. */
export const wordsOfCell = ({ reason, allowed = '' }: Pick<CellProblem, 'reason' | 'allowed'>, language: BulkLanguage): Words => cellWords[reason](allowed)[language];

export const wordsOfFile = (reason: FileReason, language: BulkLanguage): Words => fileWords[reason][language];

export const cellReasons = Object.keys(cellWords) as readonly CellReason[];
export const fileReasons = Object.keys(fileWords) as readonly FileReason[];

/** A file whose first line lacks columns, or has some that nobody knows: most likely a slip, so none of it is read. */
export const wordsOfHeader = (
  { missing, unknown, known }: { readonly missing: readonly string[]; readonly unknown: readonly string[]; readonly known: readonly string[] },
  language: BulkLanguage,
): readonly Words[] => [
  ...missing.map(
    (name) => words([`Dòng đầu thiếu cột “${name}”.`, `Thêm cột “${name}”.`], [`The first line lacks the column “${name}”.`, `Add the column “${name}”.`])[language],
  ),
  ...unknown.map(
    (name) =>
      words([`Không có cột tên “${name}”.`, `Các cột có thể có: ${known.join(', ')}.`], [`No column is called “${name}”.`, `There are: ${known.join(', ')}.`])[language],
  ),
];
