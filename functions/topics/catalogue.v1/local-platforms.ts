import type { SkillData } from '../catalogue-schema.ts';

export const localPlatforms: SkillData = {
  code: 'local-platforms',
  number: 5,
  name: { vi: 'Nền tảng khác', en: 'Other platforms' },
  summary: { vi: 'VssID, sổ sức khoẻ, khám từ xa', en: 'VssID, health book, telemedicine' },
  icon: 'heartbeat',
  topics: [
    {
      code: 'social-insurance-vssid',
      name: { vi: 'Bảo hiểm xã hội VssID', en: 'Social insurance: VssID' },
      summary: { vi: 'Xem bảo hiểm, thẻ y tế', en: 'See insurance and the health card' },
      icon: 'first-aid-kit',
      platforms: ['vssid'],
    },
    {
      code: 'health-book',
      name: { vi: 'Sổ sức khoẻ điện tử', en: 'Electronic health book' },
      summary: { vi: 'Xem lần khám, đơn thuốc', en: 'See visits and prescriptions' },
      icon: 'book-open-text',
      platforms: ['electronic-health-book'],
    },
    {
      code: 'telemedicine',
      name: { vi: 'Khám bệnh từ xa', en: 'Telemedicine' },
      summary: { vi: 'Gặp bác sĩ qua màn hình', en: 'See a doctor on the screen' },
      icon: 'stethoscope',
      platforms: ['remote-consultation'],
    },
    {
      code: 'online-courses',
      name: { vi: 'Học trực tuyến', en: 'Online courses' },
      summary: { vi: 'Lớp kỹ năng số, học tại nhà', en: 'Digital skills, learnt at home' },
      icon: 'graduation-cap',
      platforms: ['digital-skills-courses'],
    },
    {
      code: 'area-platforms',
      name: { vi: 'Ứng dụng của địa phương', en: 'What your area uses' },
      summary: { vi: 'Ứng dụng tỉnh, xã, nông nghiệp', en: 'Apps of province, commune, farming' },
      icon: 'map-pin-area',
      platforms: ['area-app'],
    },
  ],
  platforms: [
    {
      code: 'vssid',
      name: { vi: 'VssID', en: 'VssID' },
      website: 'https://baohiemxahoi.gov.vn',
      guide: {
        vi: [
          'Cài VssID từ kho ứng dụng của máy.',
          'Chọn đăng nhập bằng tài khoản VNeID.',
          'Xem quá trình đóng bảo hiểm.',
          'Mở hình thẻ bảo hiểm y tế.',
          'Đi khám thì đưa màn hình đó.',
        ],
        en: [
          'Install VssID from the phone’s app store.',
          'Choose to sign in with the VNeID account.',
          'See the years of insurance paid.',
          'Open the picture of the health insurance card.',
          'Show that screen at the clinic.',
        ],
      },
    },
    {
      code: 'electronic-health-book',
      name: { vi: 'Sổ sức khoẻ điện tử trên VNeID', en: 'Health book in VNeID' },
      website: 'https://vneid.gov.vn',
      guide: {
        vi: [
          'Mở VNeID, chủ máy tự đăng nhập.',
          'Tìm mục Sổ sức khoẻ điện tử.',
          'Đồng ý cho xem thông tin sức khoẻ.',
          'Xem lần khám, đơn thuốc, giấy chuyển viện.',
        ],
        en: [
          'Open VNeID; the owner signs in.',
          'Find the electronic health book.',
          'Agree that the health record is shown.',
          'See visits, prescriptions and referrals.',
        ],
      },
    },
    {
      code: 'remote-consultation',
      name: { vi: 'Khám từ xa', en: 'Remote consultation' },
      guide: {
        vi: [
          'Hỏi trạm y tế đang dùng ứng dụng nào.',
          'Cài ứng dụng, chủ máy tự đăng ký.',
          'Chọn bác sĩ, chọn giờ.',
          'Tới giờ, ngồi nơi sáng và yên.',
          'Nguy cấp thì gọi 115, đừng chờ.',
        ],
        en: [
          'Ask the health station which app it uses.',
          'Install it; the owner registers.',
          'Choose a doctor and a time.',
          'At that time sit where it is bright and quiet.',
          'In an emergency call 115, do not wait.',
        ],
      },
    },
    {
      code: 'digital-skills-courses',
      name: { vi: 'Bình dân học vụ số', en: 'Digital literacy for all' },
      website: 'https://binhdanhocvuso.gov.vn',
      guide: {
        vi: [
          'Mở trang binhdanhocvuso.gov.vn.',
          'Đăng nhập bằng VNeID nếu muốn lưu bài.',
          'Chọn bài ngắn, xem từng đoạn.',
          'Làm thử ngay trên máy mình.',
          'Mỗi tuần một bài là đủ.',
        ],
        en: [
          'Open binhdanhocvuso.gov.vn.',
          'Sign in with VNeID to keep your place.',
          'Choose a short lesson and watch it in parts.',
          'Try it at once on your own phone.',
          'One lesson a week is enough.',
        ],
      },
    },
    {
      code: 'area-app',
      name: { vi: 'Ứng dụng của tỉnh, xã', en: 'App of the province or commune' },
      guide: {
        vi: [
          'Hỏi xã, phường tên đúng của ứng dụng.',
          'Cài từ kho của máy, xem đúng tên cơ quan.',
          'Chủ máy tự đăng ký.',
          'Làm thử một việc cần nhất.',
        ],
        en: [
          'Ask the commune for the app’s exact name.',
          'Install it from the store; check whose it is.',
          'The owner registers.',
          'Try the one thing most needed.',
        ],
      },
    },
  ],
};
