import type { ProblemTexts } from './problem-texts.ts';

/** Why a value cannot be taken, and what to do: one short sentence each. */
export const invalid: ProblemTexts['invalid'] = {
  UNKNOWN_UNIT: () => ({
    message: 'Không có đơn vị hành chính này.',
    nextStep: 'Kiểm tra lại mã xã hoặc mã tỉnh.',
  }),
  NOT_A_KIOSK_CODE: () => ({
    message: 'Mã trạm không đúng kiểu.',
    nextStep: 'Dùng 3 đến 40 chữ a–z, số 0–9 và gạch nối.',
  }),
  KIOSK_EXISTS: () => ({
    message: 'Một trạm khác đã có mã này.',
    nextStep: 'Chọn mã khác cho trạm mới.',
  }),
  NOT_A_LETTER: () => ({
    message: 'Chữ cái đầu số phiếu không đúng.',
    nextStep: 'Chọn một chữ in hoa từ A đến Z.',
  }),
  NOT_OPENING_HOURS: () => ({
    message: 'Không đọc được giờ mở cửa.',
    nextStep: 'Viết như Mo-Fr 07:30-17:00.',
  }),
  NOT_A_PHONE: () => ({
    message: 'Đây không phải số điện thoại.',
    nextStep: 'Viết kèm mã nước, như +84….',
  }),
  SHIFT_ENDS_BEFORE_IT_BEGINS: () => ({ message: 'Ca trực kết thúc trước khi bắt đầu.', nextStep: 'Chọn giờ kết thúc sau giờ bắt đầu.' }),
  SHIFT_TOO_LONG: () => ({ message: 'Ca trực dài quá 24 giờ.', nextStep: 'Chia thành nhiều ca ngắn hơn.' }),
  SHIFT_OVER: () => ({ message: 'Ca trực này đã qua.', nextStep: 'Chọn thời gian từ bây giờ trở đi.' }),
  SHIFTS_OVERLAP: () => ({ message: 'Hai ca trực của cùng một tổ trùng giờ nhau.', nextStep: 'Gộp lại thành một ca, hoặc đổi giờ.' }),
  TOO_MANY_SHIFTS: () => ({ message: 'Một trạm có nhiều nhất 50 ca trực sắp tới.', nextStep: 'Bỏ bớt ca trực, hoặc lên lịch cho thời gian ngắn hơn.' }),
  TEAM_NOT_ACTIVE: () => ({ message: 'Tổ này hiện không hoạt động.', nextStep: 'Chọn tổ khác, hoặc cho tổ hoạt động trở lại trước.' }),
  BOOTH_IN_ANOTHER_PROVINCE: () => ({ message: 'Trạm này ở tỉnh khác với tổ.', nextStep: 'Chọn trạm trong tỉnh của tổ.' }),
  NOT_A_KEY: () => ({
    message: 'Đây không phải khoá của một thiết bị.',
    nextStep: 'Gửi khoá ECDSA P-256 kiểu JWK.',
  }),
  NOT_A_UUID: () => ({
    message: 'Mã không đúng dạng UUID.',
    nextStep: 'Tạo UUID chữ thường rồi gửi lại.',
  }),
  NOT_A_SECRET: () => ({
    message: 'Khoá bí mật không đúng dạng.',
    nextStep: 'Mở lại đường dẫn đầy đủ, hoặc xin cái mới.',
  }),
  OUTSIDE_VIETNAM: () => ({
    message: 'Vị trí nằm ngoài Việt Nam.',
    nextStep: 'Xem lại vĩ độ, kinh độ rồi gửi lại.',
  }),
  UNKNOWN_LANGUAGE: () => ({
    message: 'Chưa tổ nào nói tiếng này.',
    nextStep: 'Chọn tiếng khác, ví dụ tiếng Việt.',
  }),
  APPOINTMENT_NEEDED: () => ({
    message: 'Chưa chọn giờ hẹn.',
    nextStep: 'Chọn giờ trong 30 ngày tới.',
  }),
  APPOINTMENT_NOT_WANTED: () => ({
    message: 'Cách giúp này không cần giờ hẹn.',
    nextStep: 'Bỏ giờ hẹn rồi gửi lại.',
  }),
  APPOINTMENT_NOT_AHEAD: () => ({
    message: 'Giờ hẹn đã qua hoặc xa quá.',
    nextStep: 'Chọn giờ trong 30 ngày tới.',
  }),
  NOT_SEALED: () => ({
    message: 'Số điện thoại chưa được niêm kín.',
    nextStep: 'Nhập lại số điện thoại.',
  }),
  TOO_LONG: () => ({
    message: 'Nội dung dài quá.',
    nextStep: 'Viết ngắn lại rồi gửi.',
  }),
  EMPTY: () => ({
    message: 'Còn một mục để trống.',
    nextStep: 'Điền mục đó rồi gửi lại.',
  }),
  CONTACT_IN_TEXT: () => ({
    message: 'Đừng ghi số điện thoại ở đây.',
    nextStep: 'Xoá số điện thoại rồi gửi lại.',
  }),
  NOT_A_RATING: () => ({
    message: 'Điểm phải từ 1 đến 5.',
    nextStep: 'Chọn lại từ 1 đến 5.',
  }),
  UNKNOWN_TOPIC: () => ({
    message: 'Không có chủ đề này.',
    nextStep: 'Chọn một mã trong `skills`.',
  }),
  UNKNOWN_KIOSK: () => ({
    message: 'Không thấy trạm này.',
    nextStep: 'Xem lại mã trạm.',
  }),
  UNKNOWN_VERSION: () => ({
    message: 'Không có danh mục đơn vị của ngày này.',
    nextStep: 'Bỏ `asOf` để lấy danh mục đang dùng.',
  }),
  UNKNOWN_CURSOR: () => ({
    message: 'Không có trang này.',
    nextStep: 'Xem lại từ trang đầu.',
  }),
  PAGE_SIZE: (limit) => ({
    message: 'Số mục mỗi trang không đúng.',
    nextStep: `Chọn từ 1 đến ${limit}.`,
  }),
  NO_ROWS: () => ({
    message: 'Chưa có dòng nào.',
    nextStep: 'Gửi ít nhất một dòng của tệp.',
  }),
  TOO_MANY_ROWS: (limit) => ({
    message: 'Nhiều dòng quá trong một lần.',
    nextStep: `Gửi nhiều nhất ${limit} dòng mỗi lần.`,
  }),
  TOO_MANY_IDS: (limit) => ({
    message: 'Nhiều mã quá trong một lần.',
    nextStep: `Gửi nhiều nhất ${limit} mã mỗi lần.`,
  }),
  NOT_A_PIN: () => ({
    message: 'Mã PIN gồm 6 chữ số.',
    nextStep: 'Tránh dãy số dễ đoán, như 123456.',
  }),
  NOT_A_PASSKEY: () => ({
    message: 'Máy không trả lời đúng.',
    nextStep: 'Thử lại từ đầu.',
  }),
  NOT_A_TEAM_CODE: () => ({
    message: 'Mã tổ không đúng dạng.',
    nextStep: 'Dùng 3 đến 24 chữ không dấu, số, gạch nối.',
  }),
  UNKNOWN_SKILL: () => ({
    message: 'Không có kỹ năng này.',
    nextStep: 'Chọn một mã trong `skills`.',
  }),
  NOT_SERVICE_HOURS: () => ({
    message: 'Không đọc được giờ trực.',
    nextStep: 'Viết như: Mo-Fr 17:30-21:00; Sa 08:00-11:00.',
  }),
  NOT_A_CHAT_LINK: () => ({
    message: 'Đường dẫn nhóm chat không dùng được.',
    nextStep: 'Dán đường dẫn bắt đầu bằng https.',
  }),
  NOT_A_PAST_DAY: () => ({
    message: 'Ngày này không có hoặc chưa tới.',
    nextStep: 'Chọn ngày hôm nay hoặc trước đó.',
  }),
  NOT_A_TRAINING: () => ({
    message: 'Mã khoá học không đúng dạng.',
    nextStep: 'Dùng chữ thường không dấu, số, gạch nối.',
  }),
  SAME_TEAM: () => ({
    message: 'Hai tổ này là một.',
    nextStep: 'Chọn tổ khác để nhập vào.',
  }),
  LEAVE_NOT_AHEAD: () => ({
    message: 'Ngày nghỉ đã qua hoặc xa quá.',
    nextStep: 'Chọn ngày về trong một năm tới.',
  }),
  DUTY_NOT_AHEAD: () => ({
    message: 'Giờ trực đã qua hoặc xa quá.',
    nextStep: 'Chọn giờ trong 24 giờ tới.',
  }),
  NOT_A_REACH: (limit) => ({
    message: 'Tầm đi không đúng.',
    nextStep: `Chọn từ 0,1 đến ${limit} km.`,
  }),
  NOT_A_CAPACITY: (limit) => ({
    message: 'Số việc cùng lúc không đúng.',
    nextStep: `Chọn từ 1 đến ${limit}.`,
  }),
  TOO_MANY: (limit) => ({
    message: 'Nhiều mục quá.',
    nextStep: `Chọn nhiều nhất ${limit} mục.`,
  }),
};
