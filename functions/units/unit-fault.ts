import type { ReportLanguage } from './report-language.ts';

/** What makes a list of units unusable. `row`: a line of the file, of which the first names the columns; `first`: the other one's. */
export type UnitFault =
  | { readonly kind: 'EMPTY' }
  | { readonly kind: 'NOT_A_DAY'; readonly text: string }
  | { readonly kind: 'OTHER_COUNT'; readonly level: 'PROVINCE' | 'COMMUNE'; readonly expected: number; readonly found: number }
  | { readonly kind: 'CODE_FORM'; readonly row: number; readonly code: string; readonly name: string; readonly digits: number }
  | { readonly kind: 'CODE_TWICE'; readonly row: number; readonly code: string; readonly first: number }
  | { readonly kind: 'NO_NAME'; readonly row: number; readonly code: string }
  | { readonly kind: 'UNKNOWN_PROVINCE'; readonly row: number; readonly code: string; readonly name: string; readonly provinceCode: string }
  | { readonly kind: 'NAME_TWICE'; readonly row: number; readonly name: string; readonly provinceCode: string; readonly district: string; readonly first: number }
  /** Of the list before 1 July 2025, whose source has no codes of provinces. */
  | { readonly kind: 'FORMER_PROVINCE'; readonly name: string };

/** What is wrong and how to mend it, as whoever mends the file reads it. */
export const wordsOfFault = (fault: UnitFault, language: ReportLanguage): string => (language === 'vi' ? inVietnamese(fault) : inEnglish(fault));

const inEnglish = (fault: UnitFault): string => {
  switch (fault.kind) {
    case 'EMPTY':
      return 'The list is empty. Name every province and commune in it.';
    case 'NOT_A_DAY':
      return `"${fault.text}" is no day of the calendar. Write it as 2027-01-01.`;
    case 'OTHER_COUNT':
      return `${fault.expected} ${fault.level === 'PROVINCE' ? 'provinces' : 'communes'} expected, ${fault.found} found. Add what is missing, or take out what is too many.`;
    case 'CODE_FORM':
      return `Row ${fault.row}: the code "${fault.code}" of ${fault.name} is not of ${fault.digits} digits. Write all of them, with the zeros in front.`;
    case 'CODE_TWICE':
      return `Row ${fault.row}: the code ${fault.code} stands in row ${fault.first} too. Mend one of them, or take it out.`;
    case 'NO_NAME':
      return `Row ${fault.row}: the unit ${fault.code} has no name. Fill it in.`;
    case 'UNKNOWN_PROVINCE':
      return `Row ${fault.row}: ${fault.name} (${fault.code}) lies in province ${fault.provinceCode}, which the list does not have. Mend province_code, or add the province.`;
    case 'NAME_TWICE':
      return `Row ${fault.row}: ${fault.district === '' ? '' : `${fault.district} of `}province ${fault.provinceCode} has a commune called ${fault.name} in row ${fault.first} too. Mend one of them, or take it out.`;
    case 'FORMER_PROVINCE':
      return `No code is known for the former province "${fault.name}".`;
  }
};

const inVietnamese = (fault: UnitFault): string => {
  switch (fault.kind) {
    case 'EMPTY':
      return 'Danh mục trống. Ghi đủ mọi tỉnh, thành phố và mọi xã, phường, đặc khu.';
    case 'NOT_A_DAY':
      return `Lịch không có ngày “${fault.text}”. Ghi như 2027-01-01.`;
    case 'OTHER_COUNT':
      return `Cần có ${fault.expected} ${fault.level === 'PROVINCE' ? 'tỉnh, thành phố' : 'xã, phường, đặc khu'} nhưng tệp có ${fault.found}. Thêm phần thiếu hoặc bỏ phần thừa.`;
    case 'CODE_FORM':
      return `Dòng ${fault.row}: mã “${fault.code}” của ${fault.name} không đủ ${fault.digits} chữ số. Ghi đủ, giữ các số 0 ở đầu.`;
    case 'CODE_TWICE':
      return `Dòng ${fault.row}: mã ${fault.code} đã có ở dòng ${fault.first}. Sửa hoặc bỏ một dòng.`;
    case 'NO_NAME':
      return `Dòng ${fault.row}: đơn vị ${fault.code} chưa có tên. Điền tên.`;
    case 'UNKNOWN_PROVINCE':
      return `Dòng ${fault.row}: ${fault.name} (${fault.code}) thuộc tỉnh ${fault.provinceCode}, nhưng danh mục không có tỉnh này. Sửa province_code hoặc thêm tỉnh.`;
    case 'NAME_TWICE':
      return `Dòng ${fault.row}: ${fault.district === '' ? '' : `${fault.district}, `}tỉnh ${fault.provinceCode} đã có ${fault.name} ở dòng ${fault.first}. Sửa hoặc bỏ một dòng.`;
    case 'FORMER_PROVINCE':
      return `Chưa biết mã của tỉnh cũ “${fault.name}”.`;
  }
};
