import type { SkillData } from '../catalogue-schema.ts';

export const publicServices: SkillData = {
  code: 'public-services',
  number: 1,
  name: { vi: 'Dịch vụ công trực tuyến', en: 'Online public services' },
  summary: { vi: 'VNeID, Cổng Dịch vụ công', en: 'VNeID, the public service portal' },
  icon: 'identification-card',
  topics: [
    {
      code: 'national-portal',
      name: { vi: 'Cổng Dịch vụ công quốc gia', en: 'National Public Service Portal' },
      summary: { vi: 'Nộp hồ sơ, xem kết quả', en: 'Send papers, see the result' },
      icon: 'globe-simple',
      platforms: ['national-public-service-portal'],
    },
    {
      code: 'provincial-portal',
      name: { vi: 'Dịch vụ công của tỉnh', en: 'Public services of the province' },
      summary: { vi: 'Thủ tục ở xã, phường, tỉnh', en: 'Papers at commune and province' },
      icon: 'buildings',
      platforms: ['provincial-public-services'],
    },
    {
      code: 'vneid-level-2',
      name: { vi: 'VNeID mức 2', en: 'VNeID level 2' },
      summary: { vi: 'Cài máy, kích hoạt, thêm giấy tờ', en: 'Install, activate, add papers' },
      icon: 'identification-badge',
      platforms: ['vneid'],
    },
    {
      code: 'land-information',
      name: { vi: 'Thông tin đất đai', en: 'Land information' },
      summary: { vi: 'Tra thửa đất, xem quy hoạch', en: 'Look up a plot, see the plans' },
      icon: 'map-trifold',
      platforms: ['land-information-portal'],
    },
    {
      code: 'school-admission',
      name: { vi: 'Xin học trực tuyến', en: 'School admission online' },
      summary: { vi: 'Ghi tên cho con vào trường', en: 'Enrol a child at school' },
      icon: 'student',
      platforms: ['school-admission-portal'],
    },
    {
      code: 'field-report',
      name: { vi: 'Phản ánh hiện trường', en: 'Report a problem nearby' },
      summary: { vi: 'Báo đường hỏng, rác, đèn tắt', en: 'Broken roads, rubbish, dark lamps' },
      icon: 'megaphone',
      platforms: ['field-report-app'],
    },
  ],
  platforms: [
    {
      code: 'national-public-service-portal',
      name: { vi: 'Cổng Dịch vụ công quốc gia', en: 'National Public Service Portal' },
      website: 'https://dichvucong.gov.vn',
      guide: {
        vi: [
          'Mở trang dichvucong.gov.vn.',
          'Chạm Đăng nhập, chọn tài khoản VNeID.',
          'Gõ tên việc cần làm vào ô tìm kiếm.',
          'Chọn đúng thủ tục và đúng nơi nhận.',
          'Điền tờ khai, chụp giấy tờ kèm theo.',
          'Gửi hồ sơ, ghi lại mã để theo dõi.',
        ],
        en: [
          'Open dichvucong.gov.vn.',
          'Tap Sign in and choose the VNeID account.',
          'Type what you need into the search box.',
          'Choose the right procedure and the right office.',
          'Fill in the form and photograph the papers it asks for.',
          'Send it, and write down the code to follow it.',
        ],
      },
    },
    {
      code: 'provincial-public-services',
      name: { vi: 'Dịch vụ công của tỉnh', en: 'Provincial public services' },
      website: 'https://dichvucong.gov.vn',
      guide: {
        vi: [
          'Mở Cổng Dịch vụ công quốc gia, đăng nhập bằng VNeID.',
          'Chọn tỉnh, rồi chọn xã hoặc phường.',
          'Tìm thủ tục theo tên, như khai sinh, tạm trú.',
          'Điền tờ khai, gửi giấy tờ, trả phí nếu có.',
          'Xem kết quả bằng mã hồ sơ.',
        ],
        en: [
          'Open the national portal and sign in with VNeID.',
          'Choose the province, then the commune or ward.',
          'Find the procedure by name, such as birth registration.',
          'Fill in the form, send the papers, pay the fee if any.',
          'Follow the result with the code of your papers.',
        ],
      },
    },
    {
      code: 'vneid',
      name: { vi: 'VNeID', en: 'VNeID' },
      website: 'https://vneid.gov.vn',
      guide: {
        vi: [
          'Tới công an xã, phường làm định danh mức 2.',
          'Cài VNeID từ kho ứng dụng của máy.',
          'Mở VNeID, chạm Kích hoạt, nhập số định danh.',
          'Bà con tự nhập mã gửi về máy mình.',
          'Tự đặt mật khẩu, không nói cho ai.',
          'Thêm thẻ bảo hiểm y tế, bằng lái nếu cần.',
        ],
        en: [
          'Get level 2 identification at the commune police.',
          'Install VNeID from the phone’s own app store.',
          'Open VNeID, tap Activate, enter the identity number.',
          'The owner alone types the code sent to the phone.',
          'The owner sets the password and tells nobody.',
          'Add the health insurance card or licence if wanted.',
        ],
      },
    },
    {
      code: 'land-information-portal',
      name: { vi: 'Cổng thông tin đất đai của tỉnh', en: 'Land information portal of the province' },
      guide: {
        vi: [
          'Tìm số tờ, số thửa trên sổ đất.',
          'Hỏi xã, phường địa chỉ trang đất đai của tỉnh.',
          'Nhập xã, số tờ, số thửa rồi tìm.',
          'Xem thửa đất và quy hoạch trên bản đồ.',
          'Thấy sai thì hỏi văn phòng đăng ký đất đai.',
        ],
        en: [
          'Find the sheet and plot numbers on the land certificate.',
          'Ask the commune for the province’s land site.',
          'Enter commune, sheet and plot, then search.',
          'See the plot and the plans on the map.',
          'If something is wrong, ask the land registration office.',
        ],
      },
    },
    {
      code: 'school-admission-portal',
      name: { vi: 'Trang tuyển sinh đầu cấp', en: 'School admission site' },
      guide: {
        vi: [
          'Xin nhà trường địa chỉ trang và ngày mở.',
          'Chuẩn bị số định danh của con.',
          'Chọn trường, điền thông tin của con.',
          'Đọc lại từng dòng rồi mới gửi.',
          'Giữ mã hồ sơ, xem kết quả đúng ngày.',
        ],
        en: [
          'Ask the school for the site and its opening day.',
          'Have the child’s identity number ready.',
          'Choose the school and fill in the child’s details.',
          'Read every line again before sending.',
          'Keep the code and look for the result on its day.',
        ],
      },
    },
    {
      code: 'field-report-app',
      name: { vi: 'Ứng dụng phản ánh hiện trường', en: 'Field report app' },
      guide: {
        vi: [
          'Cài ứng dụng mà tỉnh, thành đang dùng.',
          'Chạm Gửi phản ánh, chọn loại việc.',
          'Chụp ảnh nơi hỏng, bật vị trí.',
          'Viết một câu: cái gì, ở đâu.',
          'Gửi đi, vài hôm sau mở xem trả lời.',
        ],
        en: [
          'Install the app that the province uses.',
          'Tap Send a report and choose its kind.',
          'Photograph the damage, with location on.',
          'Write one sentence: what, and where.',
          'Send it, and look for the answer after a few days.',
        ],
      },
    },
  ],
};
