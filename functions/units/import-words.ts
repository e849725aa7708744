import type { UnitImportReport } from './import-list.ts';
import type { TouchedBy, UnitChange } from './list-changes.ts';
import type { ReportLanguage } from './report-language.ts';

/** What an operator reads of an import, in one language. `count` is a number as people write it. */
export type ImportWords = {
  readonly outcome: Readonly<Record<UnitImportReport['outcome'], (version: string) => string>>;
  readonly units: (provinces: string, communes: string) => string;
  readonly first: string;
  readonly compared: (former: string, summary: string) => string;
  readonly kinds: Readonly<Record<UnitChange['kind'], string>>;
  readonly change: (change: UnitChange) => string;
  readonly unknownFormer: (row: number, code: string, formerCode: string, former: string) => string;
  readonly noTeam: string;
  readonly teams: (count: string) => string;
  readonly team: (code: string, commune: string, why: string) => string;
  readonly kiosks: (count: string) => string;
  readonly kiosk: (code: string, commune: string, why: string) => string;
  readonly why: Readonly<Record<TouchedBy, string>>;
  /** What follows for what is kept under the list before. */
  readonly moved: (teams: string, kiosks: string, requests: string) => string;
  readonly willMove: (version: string) => string;
  readonly mustSay: (count: string) => string;
  /** Why a list was refused, and what to do. `shown`: how many of the faults follow, when that is not all of them. */
  readonly refused: (count: number, shown: number | undefined) => string;
  readonly mend: string;
  readonly taken: (version: string) => string;
  readonly notNewer: (newest: string) => string;
  readonly notPermitted: string;
};

const en: ImportWords = {
  outcome: {
    WRITTEN: (version) => `The list of ${version} is imported:`,
    ALREADY_THERE: (version) => `The list of ${version} was imported before, nothing was changed:`,
    DRY_RUN: (version) => `The list of ${version} can be imported, nothing was written:`,
  },
  units: (provinces, communes) => `${provinces} provinces, ${communes} communes.`,
  first: 'It is the first list, so nothing was compared.',
  compared: (former, summary) => `Compared with the list of ${former}: ${summary}.`,
  kinds: { ADDED: 'added', RENAMED: 'renamed', RECODED: 'recoded', MOVED: 'moved', MERGED: 'merged', DIVIDED: 'divided', GONE: 'gone' },
  change: (change) => {
    switch (change.kind) {
      case 'ADDED':
        return `  added: ${change.name} (${change.code})`;
      case 'RENAMED':
        return `  renamed: ${change.from} (${change.formerCode}) is now ${change.to} (${change.code})`;
      case 'RECODED':
        return `  recoded: ${change.name}, ${change.formerCode}, is now ${change.code}`;
      case 'MOVED':
        return `  moved: ${change.formerCode} of province ${change.from} is now ${change.code} of province ${change.to}`;
      case 'MERGED':
        return `  merged: ${change.name} (${change.formerCode}) is now part of ${change.codes.join(', ')}`;
      case 'DIVIDED':
        return `  divided: ${change.name} (${change.formerCode}) among ${change.codes.join(', ')}`;
      case 'GONE':
        return `  gone: ${change.name} (${change.formerCode}); the list does not say where its land is`;
    }
  },
  unknownFormer: (row, code, formerCode, former) => `Row ${row}: ${code} names the former code ${formerCode}, which the list of ${former} does not have. Left out.`,
  noTeam: 'No team is touched.',
  teams: (count) => `Teams touched: ${count}.`,
  team: (code, commune, why) => `  team ${code}: its commune ${commune} ${why}`,
  kiosks: (count) => `Kiosks touched: ${count}. See whether their contact point is still the right office.`,
  kiosk: (code, commune, why) => `  kiosk ${code}: its commune ${commune} ${why}`,
  why: {
    GONE: 'is gone: somebody must say where it belongs',
    DIVIDED: 'is divided: somebody must say where it belongs',
    MERGED: 'became part of another one',
    RECODED: 'has another code',
  },
  moved: (teams, kiosks, requests) => `Moved to the new list: ${teams} teams, ${kiosks} kiosks, ${requests} requests before offices.`,
  willMove: (version) => `Teams, kiosks and requests follow by themselves on ${version}. Until then nothing changes.`,
  mustSay: (count) => `${count} of them stay where they are until somebody says where they belong: by importing teams with their new unit_code, or in the console. Until then each office that has a part of their commune answers for them.`,
  refused: (count, shown) => `The list was refused, nothing was written. ${count.toLocaleString('en')} ${count === 1 ? 'fault' : 'faults'}${shown === undefined ? '' : `, the first ${shown}`}:`,
  mend: 'Mend the file and import it again.',
  taken: (version) => `Another list of ${version} is kept already, and lists are never written over. A corrected list needs a later day.`,
  notNewer: (newest) => `The newest list is of ${newest}. Lists come one after the other: say a later day.`,
  notPermitted: 'Only an operator or the national level may import a list of units.',
};

const vi: ImportWords = {
  outcome: {
    WRITTEN: (version) => `Đã nhập danh mục ngày ${version}:`,
    ALREADY_THERE: (version) => `Danh mục ngày ${version} đã được nhập trước đây, không có gì thay đổi:`,
    DRY_RUN: (version) => `Có thể nhập danh mục ngày ${version}, chưa ghi gì:`,
  },
  units: (provinces, communes) => `${provinces} tỉnh, thành phố, ${communes} xã, phường, đặc khu.`,
  first: 'Đây là danh mục đầu tiên nên chưa có gì để so sánh.',
  compared: (former, summary) => `So với danh mục ngày ${former}: ${summary}.`,
  kinds: { ADDED: 'thêm mới', RENAMED: 'đổi tên', RECODED: 'đổi mã', MOVED: 'chuyển tỉnh', MERGED: 'nhập vào đơn vị khác', DIVIDED: 'chia ra', GONE: 'không còn' },
  change: (change) => {
    switch (change.kind) {
      case 'ADDED':
        return `  thêm mới: ${change.name} (${change.code})`;
      case 'RENAMED':
        return `  đổi tên: ${change.from} (${change.formerCode}) nay là ${change.to} (${change.code})`;
      case 'RECODED':
        return `  đổi mã: ${change.name}, ${change.formerCode}, nay là ${change.code}`;
      case 'MOVED':
        return `  chuyển tỉnh: ${change.formerCode} của tỉnh ${change.from} nay là ${change.code} của tỉnh ${change.to}`;
      case 'MERGED':
        return `  nhập: ${change.name} (${change.formerCode}) nay thuộc ${change.codes.join(', ')}`;
      case 'DIVIDED':
        return `  chia: ${change.name} (${change.formerCode}) vào ${change.codes.join(', ')}`;
      case 'GONE':
        return `  không còn: ${change.name} (${change.formerCode}); danh mục không nói địa bàn này nay thuộc đâu`;
    }
  },
  unknownFormer: (row, code, formerCode, former) => `Dòng ${row}: ${code} ghi mã cũ ${formerCode}, nhưng danh mục ngày ${former} không có mã này. Đã bỏ qua.`,
  noTeam: 'Không tổ nào bị ảnh hưởng.',
  teams: (count) => `Số tổ bị ảnh hưởng: ${count}.`,
  team: (code, commune, why) => `  tổ ${code}: xã ${commune} ${why}`,
  kiosks: (count) => `Số trạm bị ảnh hưởng: ${count}. Hãy xem đầu mối liên hệ của trạm còn đúng cơ quan không.`,
  kiosk: (code, commune, why) => `  trạm ${code}: xã ${commune} ${why}`,
  why: {
    GONE: 'không còn: cần có người cho biết nay thuộc đâu',
    DIVIDED: 'đã chia ra: cần có người cho biết nay thuộc đâu',
    MERGED: 'đã nhập vào đơn vị khác',
    RECODED: 'đã đổi mã',
  },
  moved: (teams, kiosks, requests) => `Đã chuyển sang danh mục mới: ${teams} tổ, ${kiosks} trạm, ${requests} yêu cầu đang ở cơ quan.`,
  willMove: (version) => `Các tổ, trạm và yêu cầu sẽ tự chuyển sang vào ngày ${version}. Trước ngày đó chưa có gì thay đổi.`,
  mustSay: (count) => `${count} trong số đó ở nguyên chỗ cũ cho đến khi có người cho biết nay thuộc đâu: bằng cách nhập tệp tổ với unit_code mới, hoặc trên trang quản trị. Trước lúc đó, mọi cơ quan có một phần địa bàn của xã cũ đều phụ trách.`,
  refused: (count, shown) => `Danh mục bị từ chối, chưa ghi gì. ${count.toLocaleString('vi')} lỗi${shown === undefined ? '' : `, đây là ${shown} lỗi đầu`}:`,
  mend: 'Sửa tệp rồi nhập lại.',
  taken: (version) => `Đã có một danh mục khác ngày ${version}, và danh mục không bao giờ bị ghi đè. Danh mục đã sửa cần một ngày muộn hơn.`,
  notNewer: (newest) => `Danh mục mới nhất là ngày ${newest}. Các danh mục nối tiếp nhau: ghi một ngày muộn hơn.`,
  notPermitted: 'Chỉ người vận hành hoặc cấp trung ương được nhập danh mục đơn vị hành chính.',
};

export const importWords: Readonly<Record<ReportLanguage, ImportWords>> = { vi, en };
