import type { SkillData } from '../catalogue-schema.ts';

export const onlineShopping: SkillData = {
  code: 'online-shopping',
  number: 2,
  name: { vi: 'Mua bán trực tuyến', en: 'Buying and selling online' },
  summary: { vi: 'Mua an toàn. Bán trên Postmart, Voso', en: 'Buy safely. Sell on Postmart, Voso' },
  icon: 'storefront',
  topics: [
    {
      code: 'buying-safely',
      name: { vi: 'Mua hàng an toàn', en: 'Buying safely' },
      summary: { vi: 'Chọn nơi bán, trả tiền, đổi hàng', en: 'Choose a shop, pay, return goods' },
      icon: 'shopping-cart',
      platforms: ['safe-buying'],
    },
    {
      code: 'selling-postmart',
      name: { vi: 'Bán hàng trên Postmart', en: 'Selling on Postmart' },
      summary: { vi: 'Mở gian hàng, đăng nông sản', en: 'Open a shop, list farm produce' },
      icon: 'plant',
      platforms: ['postmart'],
    },
    {
      code: 'selling-voso',
      name: { vi: 'Bán hàng trên Voso', en: 'Selling on Voso' },
      summary: { vi: 'Mở gian hàng, nhận đơn đầu tiên', en: 'Open a shop, get the first order' },
      icon: 'package',
      platforms: ['voso'],
    },
  ],
  platforms: [
    {
      code: 'safe-buying',
      name: { vi: 'Mua hàng trên sàn', en: 'Buying on a marketplace' },
      guide: {
        vi: [
          'Chỉ cài ứng dụng từ kho của máy.',
          'Xem người bán: lâu chưa, khách khen hay chê.',
          'Giá rẻ quá thì dừng lại, hỏi người quen.',
          'Chọn trả tiền khi nhận, mở gói trước mặt người giao.',
          'Hàng sai thì chạm Trả hàng ngay trong ứng dụng.',
        ],
        en: [
          'Install apps only from the phone’s own store.',
          'Look at the seller: how long there, what buyers say.',
          'A price far too low: stop, and ask somebody you know.',
          'Choose to pay on delivery and open the parcel at the door.',
          'Wrong goods: tap Return inside the app.',
        ],
      },
    },
    {
      code: 'postmart',
      name: { vi: 'Postmart', en: 'Postmart' },
      website: 'https://postmart.vn',
      guide: {
        vi: [
          'Mở tài khoản ngân hàng đứng tên chủ hàng.',
          'Đăng ký người bán trên Postmart.',
          'Chụp ảnh hàng ngoài nắng, nền sạch.',
          'Viết tên, giá, cân nặng, nơi làm ra.',
          'Đăng hàng, chờ sàn duyệt.',
          'Có đơn: gói kỹ, gửi bưu cục gần nhà.',
        ],
        en: [
          'Open a bank account in the seller’s own name.',
          'Register as a seller on Postmart.',
          'Photograph the goods in daylight on a clean ground.',
          'Write the name, price, weight and where it is made.',
          'List it, and wait for approval.',
          'An order comes: pack well, send from the nearby post office.',
        ],
      },
    },
    {
      code: 'voso',
      name: { vi: 'Voso', en: 'Voso' },
      website: 'https://voso.vn',
      guide: {
        vi: [
          'Đăng ký người bán trên Voso bằng số máy mình.',
          'Điền tên hộ, địa chỉ lấy hàng.',
          'Thêm tài khoản nhận tiền đứng tên mình.',
          'Đăng hàng với ảnh thật, giá thật.',
          'Có đơn: xác nhận, gói hàng, chờ người tới lấy.',
        ],
        en: [
          'Register as a seller on Voso with your own number.',
          'Fill in the household’s name and the pick-up address.',
          'Add an account in your own name to receive money.',
          'List goods with true photos and true prices.',
          'An order comes: confirm, pack, wait for the pick-up.',
        ],
      },
    },
  ],
};
