/**
 * Languages in which teams may help, as BCP 47 tags: Vietnamese, English for visitors, and the languages of the peoples of
 * Vietnam with a tag of their own in ISO 639. Source: the 54 peoples of the 2019 census (General Statistics Office), by
 * Ethnologue's names for what they speak. Adding one here is all that it takes.
 */
export const languageTags = [
  'vi', // Việt (Kinh)
  'en', // English
  'tyz', // Tày
  'blt', // Thái Đen
  'twh', // Thái Trắng
  'mtq', // Mường
  'km', // Khmer
  'hmn', // Hmông
  'nut', // Nùng
  'ium', // Dao
  'zh', // Hoa
  'jra', // Gia Rai
  'rad', // Ê Đê
  'bdq', // Ba Na
  'cjm', // Chăm
  'sed', // Xơ Đăng
  'mlc', // Cao Lan (Sán Chay)
  'kpm', // Cơ Ho
  'hre', // Hrê
  'cmo', // Mnông
  'rog', // Ra Glai
  'sti', // Xtiêng
  'bru', // Bru (Vân Kiều)
  'kjg', // Khơ Mú
  'gir', // Gelao (Cơ Lao)
  'hni', // Hà Nhì
  'lhu', // La Hủ
  'lbc', // Lachi
  'pac', // Tà Ôi (Pacoh)
  'ktv', // Cơ Tu
  'jeh', // Giẻ
  'cma', // Mạ
  'crw', // Chơ Ro
] as const;

const known: ReadonlySet<string> = new Set(languageTags);

/** Whether teams may be asked for this language. */
export const knowsLanguage = (tag: string): boolean => known.has(tag);
