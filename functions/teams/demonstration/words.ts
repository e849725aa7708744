/** Words from which names are put together. Common ones; together they name nobody and no real team. */
export const streets: readonly string[] = [
  'Nguyễn Thị Minh Khai', 'Trần Hưng Đạo', 'Lê Lợi', 'Hai Bà Trưng', 'Lý Thường Kiệt', 'Nguyễn Huệ', 'Quang Trung',
  'Phan Bội Châu', 'Hoàng Hoa Thám', 'Điện Biên Phủ', 'Ngô Quyền', 'Lê Hồng Phong', 'Nguyễn Du', 'Thạch Sơn',
  'Cầu Mây', 'Hàm Rồng', 'Xuân Viên', 'Mường Hoa', 'Kim Đồng', 'Võ Thị Sáu', 'Bạch Đằng', 'Hoà Bình', 'Thống Nhất',
];

/** Names that villages have everywhere. */
const usualVillages: readonly string[] = [
  'Bình Minh', 'Tân Lập', 'Đồng Tâm', 'Vĩnh Phúc', 'An Thịnh', 'Đoàn Kết', 'Tiền Phong', 'Quyết Thắng', 'Hợp Thành',
  'Xuân Giao', 'Yên Phú', 'Long Khánh', 'Mỹ Đức', 'Thạnh Lợi', 'Phước Lộc', 'Hưng Thuận', 'Tân Tiến', 'Phú Thịnh',
  'Đông Hải', 'Tây Sơn', 'Nam Hà', 'Bắc Sơn', 'Trung Tâm', 'Ninh Hoà',
];

const northernMountainVillages: readonly string[] = [
  'Nà Luông', 'Sả Séng', 'Ngòi Bo', 'Làng Ẻn', 'Trung Chải', 'Khe Mạ', 'Cốc Lầu', 'Nậm Cang', 'Tả Phìn', 'Suối Đá',
  'Pắc Ngàm', 'Lao Chải',
];

/** The names that villages of a province have. Codes up to 25 are those of the northern mountains, Hà Nội and Quảng Ninh apart. */
export const villagesOf = (provinceCode: string): readonly string[] =>
  provinceCode <= '25' && provinceCode !== '01' && provinceCode !== '22'
    ? [...usualVillages, ...northernMountainVillages]
    : usualVillages;

/** What a village is called where: by province code; `Thôn` elsewhere. */
export const villageKinds: Readonly<Record<string, string>> = {
  '04': 'Xóm', '11': 'Bản', '12': 'Bản', '14': 'Bản', '19': 'Xóm', '25': 'Khu', '40': 'Xóm', '52': 'Làng', '66': 'Buôn',
  '75': 'Ấp', '79': 'Ấp', '80': 'Ấp', '82': 'Ấp', '86': 'Ấp', '91': 'Ấp', '92': 'Ấp', '96': 'Ấp',
};

export const familyNames: readonly (readonly [share: number, name: string])[] = [
  [0.3, 'Nguyễn'], [0.11, 'Trần'], [0.09, 'Lê'], [0.07, 'Phạm'], [0.06, 'Hoàng'], [0.05, 'Vũ'], [0.05, 'Đặng'],
  [0.04, 'Bùi'], [0.04, 'Đỗ'], [0.03, 'Hồ'], [0.03, 'Ngô'], [0.03, 'Dương'], [0.03, 'Lý'], [0.03, 'Giàng'], [0.02, 'Vàng'],
  [0.02, 'Lò'],
];

export const womensNames: readonly string[] = [
  'Thị Hoa', 'Thị Hạnh', 'Thu Hà', 'Ngọc Ánh', 'Thị Mai', 'Thanh Huyền', 'Thị Lan', 'Bích Ngọc', 'Thị Ễnh', 'Minh Nguyệt',
  'Thị Phượng', 'Khánh Linh', 'Thị Sử', 'Hồng Nhung', 'Diệu Thuý',
];

export const mensNames: readonly string[] = [
  'Văn Hùng', 'Đức Thắng', 'Quốc Việt', 'Minh Tuấn', 'Văn Páo', 'Hữu Nghĩa', 'Xuân Trường', 'Văn Sơn', 'Công Thành',
  'Ngọc Sáng', 'Văn Dế', 'Trung Kiên', 'Bảo Long', 'Văn Lềnh', 'Quang Hữu',
];

/**
 * Languages that many people of a province speak beside Vietnamese, ISO 639: tyz Tày, nut Nùng, hmn Hmong, blt Thái,
 * mtq Mường, bru Bru, jra Jarai, bdq Bahnar, hre Hre, rad Ede, kpm Koho, cjm Cham, km Khmer.
 */
export const regionalLanguages: Readonly<Record<string, readonly string[]>> = {
  '04': ['tyz', 'nut'], '08': ['tyz', 'hmn'], '11': ['blt', 'hmn'], '12': ['hmn', 'blt'], '14': ['blt', 'hmn'],
  '15': ['hmn', 'tyz'], '19': ['tyz'], '20': ['nut', 'tyz'], '25': ['mtq'], '38': ['mtq', 'blt'], '40': ['blt'],
  '44': ['bru'], '51': ['hre'], '52': ['jra', 'bdq'], '56': ['cjm'], '66': ['rad'], '68': ['kpm'], '80': ['km'],
  '86': ['km'], '91': ['km', 'cjm'], '92': ['km'], '96': ['km'],
};
