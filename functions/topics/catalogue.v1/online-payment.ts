import type { SkillData } from '../catalogue-schema.ts';

export const onlinePayment: SkillData = {
  code: 'online-payment',
  number: 3,
  name: { vi: 'Thanh toán trực tuyến', en: 'Paying online' },
  summary: { vi: 'Ngân hàng, Mobile Money, ví', en: 'Bank, Mobile Money, wallets' },
  icon: 'wallet',
  topics: [
    {
      code: 'bank-account',
      name: { vi: 'Tài khoản ngân hàng', en: 'Bank account' },
      summary: { vi: 'Mở tài khoản, chuyển tiền', en: 'Open an account, send money' },
      icon: 'bank',
      platforms: ['bank-app'],
    },
    {
      code: 'mobile-money',
      name: { vi: 'Mobile Money', en: 'Mobile Money' },
      summary: { vi: 'Trả tiền bằng số điện thoại', en: 'Pay with a phone number' },
      icon: 'device-mobile',
      platforms: ['mobile-money-account'],
    },
    {
      code: 'viettel-money',
      name: { vi: 'Viettel Money', en: 'Viettel Money' },
      summary: { vi: 'Nạp, chuyển, trả hoá đơn', en: 'Top up, send, pay bills' },
      icon: 'money-wavy',
      platforms: ['viettel-money-app'],
    },
    {
      code: 'vnpt-money',
      name: { vi: 'VNPT Money', en: 'VNPT Money' },
      summary: { vi: 'Nạp, chuyển, trả hoá đơn', en: 'Top up, send, pay bills' },
      icon: 'money',
      platforms: ['vnpt-money-app'],
    },
    {
      code: 'bills-and-fees',
      name: { vi: 'Trả hoá đơn, học phí', en: 'Bills and fees' },
      summary: { vi: 'Điện, nước, học phí, viện phí', en: 'Power, water, school, hospital' },
      icon: 'receipt',
      platforms: ['bill-payment'],
    },
  ],
  platforms: [
    {
      code: 'bank-app',
      name: { vi: 'Ứng dụng ngân hàng', en: 'Bank app' },
      guide: {
        vi: [
          'Chọn ngân hàng, cài ứng dụng từ kho của máy.',
          'Chủ tài khoản tự làm theo màn hình, tự đặt mật khẩu.',
          'Xong, thử chuyển một khoản thật nhỏ.',
          'Đọc kỹ tên người nhận trước khi chuyển.',
          'Bật tin báo mỗi khi tiền ra, tiền vào.',
        ],
        en: [
          'Choose a bank and install its app from the store.',
          'The owner follows the screen and sets the password alone.',
          'Then try sending a very small amount.',
          'Read the receiver’s name before sending.',
          'Switch on a notice for money going out and in.',
        ],
      },
    },
    {
      code: 'mobile-money-account',
      name: { vi: 'Mobile Money', en: 'Mobile Money' },
      guide: {
        vi: [
          'Kiểm tra SIM đứng đúng tên mình.',
          'Mở ứng dụng của nhà mạng, chọn Mobile Money.',
          'Chủ máy tự đăng ký và tự đặt mã.',
          'Nạp tiền ở cửa hàng của nhà mạng.',
          'Quét mã ở quầy, đọc số tiền rồi trả.',
        ],
        en: [
          'Check that the SIM is in your own name.',
          'Open the operator’s app and choose Mobile Money.',
          'The owner registers and sets the code alone.',
          'Top up at the operator’s shop.',
          'Scan at the counter, read the amount, then pay.',
        ],
      },
    },
    {
      code: 'viettel-money-app',
      name: { vi: 'Viettel Money', en: 'Viettel Money' },
      website: 'https://viettelmoney.vn',
      guide: {
        vi: [
          'Cài Viettel Money từ kho ứng dụng của máy.',
          'Chủ máy tự đăng ký bằng số của mình.',
          'Nạp tiền từ ngân hàng hoặc tại cửa hàng Viettel.',
          'Thử trả một hoá đơn nhỏ.',
        ],
        en: [
          'Install Viettel Money from the phone’s app store.',
          'The owner registers with their own number.',
          'Top up from a bank or at a Viettel shop.',
          'Try paying one small bill.',
        ],
      },
    },
    {
      code: 'vnpt-money-app',
      name: { vi: 'VNPT Money', en: 'VNPT Money' },
      guide: {
        vi: [
          'Cài VNPT Money từ kho ứng dụng của máy.',
          'Chủ máy tự đăng ký bằng số của mình.',
          'Nạp tiền từ ngân hàng hoặc tại điểm VinaPhone.',
          'Thử trả một hoá đơn nhỏ.',
        ],
        en: [
          'Install VNPT Money from the phone’s app store.',
          'The owner registers with their own number.',
          'Top up from a bank or at a VinaPhone shop.',
          'Try paying one small bill.',
        ],
      },
    },
    {
      code: 'bill-payment',
      name: { vi: 'Trả hoá đơn trên máy', en: 'Paying bills by phone' },
      guide: {
        vi: [
          'Tìm mã khách hàng trên hoá đơn giấy.',
          'Mở ứng dụng ngân hàng hoặc ví, chọn Hoá đơn.',
          'Chọn nơi thu, nhập mã khách hàng.',
          'Đọc tên và số tiền, đúng mới trả.',
          'Giữ lại màn hình báo đã trả.',
        ],
        en: [
          'Find the customer code on the paper bill.',
          'Open the bank or wallet app and choose Bills.',
          'Choose who is paid and enter the customer code.',
          'Read the name and the amount; pay only if right.',
          'Keep the screen that says it is paid.',
        ],
      },
    },
  ],
};
