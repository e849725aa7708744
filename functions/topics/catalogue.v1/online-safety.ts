import type { SkillData } from '../catalogue-schema.ts';
import { urgentPromises } from './policy.ts';

export const onlineSafety: SkillData = {
  code: 'online-safety',
  number: 4,
  name: { vi: 'An toàn trên mạng', en: 'Staying safe online' },
  summary: { vi: 'Cuộc gọi lạ, đường link lạ, mật khẩu, OTP', en: 'Strange calls and links, passwords, OTPs' },
  icon: 'shield-check',
  topics: [
    {
      code: 'scam-calls-and-links',
      name: { vi: 'Cuộc gọi lạ, đường link lạ', en: 'Scam calls and links' },
      summary: { vi: 'Ai đó đòi tiền, doạ, gửi link', en: 'Somebody asks, threatens, sends a link' },
      icon: 'phone-x',
      platforms: ['scam-reporting'],
      promises: urgentPromises,
    },
    {
      code: 'passwords-and-otps',
      name: { vi: 'Mật khẩu, mã OTP', en: 'Passwords and OTPs' },
      summary: { vi: 'Đặt mật khẩu chắc, giữ mã kín', en: 'Strong passwords, codes kept secret' },
      icon: 'password',
      platforms: ['password-care'],
    },
    {
      code: 'stolen-account',
      name: { vi: 'Mất tài khoản', en: 'A stolen account' },
      summary: { vi: 'Lấy lại Zalo, Facebook, ngân hàng', en: 'Get back Zalo, Facebook, the bank' },
      icon: 'lock-key-open',
      platforms: ['account-recovery'],
      promises: urgentPromises,
    },
    {
      code: 'false-news',
      name: { vi: 'Tin giả', en: 'False news' },
      summary: { vi: 'Tin này thật hay không?', en: 'Is this news true?' },
      icon: 'newspaper',
      platforms: ['news-checking'],
    },
  ],
  platforms: [
    {
      code: 'scam-reporting',
      name: { vi: 'Gặp kẻ lừa đảo', en: 'When a scammer calls' },
      website: 'https://tinnhiemmang.vn',
      guide: {
        vi: [
          'Cúp máy. Công an không làm việc qua điện thoại.',
          'Không chạm link, không cài gì theo lời họ.',
          'Đã chuyển tiền: gọi ngân hàng khoá ngay.',
          'Chụp màn hình, giữ số máy gọi tới.',
          'Gọi 156 báo cuộc gọi lừa đảo.',
          'Tới công an xã, phường trình báo.',
        ],
        en: [
          'Hang up. The police do not work by telephone.',
          'Tap no link and install nothing they name.',
          'Money already sent: call the bank to lock the account.',
          'Take screenshots and keep the caller’s number.',
          'Call 156 to report a scam call.',
          'Report it at the commune police.',
        ],
      },
    },
    {
      code: 'password-care',
      name: { vi: 'Giữ mật khẩu và OTP', en: 'Keeping passwords and OTPs' },
      guide: {
        vi: [
          'Chủ máy tự đặt, người giúp quay đi.',
          'Đặt một câu dài, dễ nhớ, riêng từng nơi.',
          'Bật xác nhận hai lớp ở nơi có tiền.',
          'Mã OTP chỉ tự mình gõ, không đọc cho ai.',
          'Đặt khoá màn hình cho máy.',
        ],
        en: [
          'The owner sets it; the helper looks away.',
          'Use a long sentence, easy to remember, another one everywhere.',
          'Switch on two-step sign-in wherever money is.',
          'The owner alone types an OTP, and reads it to nobody.',
          'Set a screen lock on the phone.',
        ],
      },
    },
    {
      code: 'account-recovery',
      name: { vi: 'Lấy lại tài khoản', en: 'Getting an account back' },
      guide: {
        vi: [
          'Nhắn người thân: tài khoản mất, đừng gửi tiền.',
          'Có ngân hàng trong máy: gọi ngân hàng khoá ngay.',
          'Mở ứng dụng, chạm Quên mật khẩu.',
          'Chủ máy tự nhập mã, đặt mật khẩu mới.',
          'Đăng xuất mọi máy lạ.',
          'Mất tiền thì trình báo công an.',
        ],
        en: [
          'Tell family: the account is gone, send no money.',
          'A bank app on the phone: call the bank to lock it.',
          'Open the app and tap Forgotten password.',
          'The owner enters the code and sets a new password.',
          'Sign out every unknown device.',
          'If money is lost, report it to the police.',
        ],
      },
    },
    {
      code: 'news-checking',
      name: { vi: 'Xem tin thật hay giả', en: 'Checking news' },
      website: 'https://tingia.gov.vn',
      guide: {
        vi: [
          'Dừng lại, chưa chia sẻ vội.',
          'Xem ai đăng, đăng ngày nào.',
          'Tìm tin đó trên báo chính thống.',
          'Không nơi nào đăng thì đừng tin.',
          'Tin giả thì báo lên trang tingia.gov.vn.',
        ],
        en: [
          'Stop, and do not share it yet.',
          'See who wrote it, and on which day.',
          'Look for it in newspapers that you know.',
          'If nobody else has it, do not believe it.',
          'Report false news at tingia.gov.vn.',
        ],
      },
    },
  ],
};
