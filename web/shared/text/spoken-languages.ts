/**
 * The languages in which teams help, by name. Browsers name few of those of the peoples of Vietnam. Source of the tags:
 * functions/teams/languages.ts; of the Vietnamese names: the list of the 54 peoples (General Statistics Office).
 */
import type { Language } from './messages.ts';

const NAMES: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  vi: ['Việt', 'Vietnamese'],
  en: ['Anh', 'English'],
  tyz: ['Tày', 'Tay'],
  blt: ['Thái Đen', 'Black Thai'],
  twh: ['Thái Trắng', 'White Thai'],
  mtq: ['Mường', 'Muong'],
  km: ['Khmer', 'Khmer'],
  hmn: ['Mông', 'Hmong'],
  nut: ['Nùng', 'Nung'],
  ium: ['Dao', 'Dao'],
  zh: ['Hoa', 'Chinese'],
  jra: ['Gia Rai', 'Jarai'],
  rad: ['Ê Đê', 'Rade'],
  bdq: ['Ba Na', 'Bahnar'],
  cjm: ['Chăm', 'Cham'],
  sed: ['Xơ Đăng', 'Sedang'],
  mlc: ['Cao Lan', 'Cao Lan'],
  kpm: ['Cơ Ho', 'Koho'],
  hre: ['Hrê', 'Hre'],
  cmo: ['Mnông', 'Mnong'],
  rog: ['Ra Glai', 'Roglai'],
  sti: ['Xtiêng', 'Stieng'],
  bru: ['Bru', 'Bru'],
  kjg: ['Khơ Mú', 'Khmu'],
  gir: ['Cơ Lao', 'Gelao'],
  hni: ['Hà Nhì', 'Hani'],
  lhu: ['La Hủ', 'Lahu'],
  lbc: ['La Chí', 'Lachi'],
  pac: ['Tà Ôi', 'Pacoh'],
  ktv: ['Cơ Tu', 'Katu'],
  jeh: ['Giẻ', 'Jeh'],
  cma: ['Mạ', 'Maa'],
  crw: ['Chơ Ro', 'Chrau'],
};

export const spokenLanguages: readonly string[] = Object.keys(NAMES);

/** 'Mông', 'Hmong'; a tag that is newer than this page stays as it is. */
export const spokenLanguage = (tag: string, language: Language): string => NAMES[tag]?.[language === 'vi' ? 0 : 1] ?? tag;
