import type { ProblemTexts } from './problem-texts.ts';

/** Short, one idea, at most nine words where a fact allows it: the copy rules of the product's design. */
export const vi: ProblemTexts = {
  problems: {
    IdAlreadyUsed: {
      message: 'Mã này đã dùng cho nội dung khác.',
      nextStep: 'Tạo mã mới rồi gửi lại.',
    },
    NotSignedIn: {
      message: 'Máy này chưa đăng nhập.',
      nextStep: 'Mở thư mời để đăng nhập, hoặc hỏi tổ trưởng.',
    },
    NotPermitted: {
      message: 'Việc này dành cho người khác.',
      nextStep: 'Nhờ tổ đang giữ phiếu, hoặc hỏi tổ trưởng.',
    },
    NotPossibleNow: {
      message: 'Phiếu đã sang bước khác.',
      nextStep: 'Xem phiếu lúc này rồi chọn lại.',
    },
    ContactMissing: {
      message: 'Cách giúp này cần số điện thoại.',
      nextStep: 'Nhập số điện thoại, hoặc chọn “Giúp tại đây”.',
    },
    ConsentOutdated: {
      message: 'Lời đồng ý đã có bản mới.',
      nextStep: 'Đọc bản mới, đồng ý rồi gửi lại.',
    },
    InvitationUnknown: {
      message: 'Thư mời không đúng hoặc đã hết hạn.',
      nextStep: 'Xin tổ trưởng gửi thư mời mới.',
    },
    WrongPin: {
      message: 'Mã PIN chưa đúng.',
      nextStep: 'Xem lại tên rồi nhập lại.',
    },
    NotOnThisPhone: {
      message: 'Máy chung này của tổ khác, hoặc đang có người dùng.',
      nextStep: 'Trả máy cho tổ rồi mở lại, hoặc mở trên máy của mình.',
    },
    PinLocked: {
      message: 'Nhập sai nhiều lần nên đang khoá.',
      nextStep: 'Chờ ít phút, hoặc dùng máy của mình.',
    },
    PinNotSet: {
      message: 'Người này chưa đặt mã PIN.',
      nextStep: 'Đặt mã PIN trên máy của mình, hoặc mở thư mời trên máy này.',
    },
    InvitationUsed: {
      message: 'Thư mời này đã có người dùng.',
      nextStep: 'Xin tổ trưởng gửi thư mời mới.',
    },
    PairingCodeUnknown: {
      message: 'Không có trạm nào đang hiện mã này.',
      nextStep: 'Đọc lại mã trên màn hình trạm rồi nhập lại.',
    },
    KioskAlreadyPaired: {
      message: 'Thiết bị này đã thuộc về một trạm.',
      nextStep: 'Cho thiết bị đăng nhập, hoặc gỡ ghép trạm trước.',
    },
    KioskNotPaired: {
      message: 'Thiết bị này chưa thuộc về trạm nào.',
      nextStep: 'Cho thiết bị hiện mã rồi nhờ cán bộ ghép.',
    },
    ProofInvalid: {
      message: 'Thiết bị không chứng minh được khoá của mình.',
      nextStep: 'Xin câu hỏi mới rồi ký lại.',
    },
    KioskChangedMeanwhile: {
      message: 'Vừa có người sửa trạm này.',
      nextStep: 'Xem trạm như hiện nay rồi sửa lại.',
    },
    TeamChangedMeanwhile: {
      message: 'Người khác vừa sửa tổ này.',
      nextStep: 'Xem bản mới rồi sửa lại.',
    },
    MemberChangedMeanwhile: {
      message: 'Người khác vừa sửa tổ viên này.',
      nextStep: 'Xem bản mới rồi sửa lại.',
    },
    TeamMerged: {
      message: 'Tổ này đã sáp nhập vào tổ khác.',
      nextStep: 'Mở tổ mới rồi làm tiếp.',
    },
  },
  invalid: {
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
      nextStep: `Chọn từ trên 0 đến ${limit} km.`,
    }),
    NOT_A_CAPACITY: (limit) => ({
      message: 'Số việc cùng lúc không đúng.',
      nextStep: `Chọn từ 1 đến ${limit}.`,
    }),
    TOO_MANY: (limit) => ({
      message: 'Nhiều mục quá.',
      nextStep: `Chọn nhiều nhất ${limit} mục.`,
    }),
  },
  notFound: {
    HELP_REQUEST: {
      message: 'Không thấy phiếu này.',
      nextStep: 'Quét lại mã trên phiếu, hoặc hỏi tại trạm.',
    },
    KIOSK: {
      message: 'Không thấy trạm này.',
      nextStep: 'Xem lại mã trạm.',
    },
    TEAM: {
      message: 'Không thấy tổ này.',
      nextStep: 'Xem lại mã tổ.',
    },
    TOPIC: {
      message: 'Không có chủ đề này.',
      nextStep: 'Chọn một chủ đề trong danh sách.',
    },
    DEVICE: {
      message: 'Không thấy máy này, hoặc đã đăng xuất.',
      nextStep: 'Tải lại danh sách máy.',
    },
    INVITATION: {
      message: 'Không thấy thư mời này.',
      nextStep: 'Tải lại danh sách thư mời.',
    },
    MEMBER: {
      message: 'Không thấy tổ viên này.',
      nextStep: 'Tải lại danh sách tổ viên.',
    },
    PASSKEY: {
      message: 'Không thấy khoá này.',
      nextStep: 'Tải lại danh sách khoá.',
    },
  },
  acceptedByAnother: (memberName) => ({
    message: `${memberName} đã nhận việc này.`,
    nextStep: 'Xem việc khác đang chờ.',
  }),
  pinNeeded: (isNew) =>
    isNew
      ? { message: 'Đây là máy chung của tổ: bạn cần một mã PIN.', nextStep: 'Chọn 6 chữ số mà chỉ bạn biết, và nhớ cho lần sau.' }
      : { message: 'Cần mã PIN 6 chữ số của bạn.', nextStep: 'Nhập mã; nếu quên, nhờ tổ trưởng bấm “Mất máy” rồi mời lại.' },
  tooManyTries: (minutes) => ({
    message: 'Đã thử quá nhiều lần.',
    nextStep: `Thử lại sau ${minutes} phút.`,
  }),
  errors: {
    NOT_FOUND: 'Không có địa chỉ này. API ở /graphql.',
    BAD_REQUEST: 'Không đọc được yêu cầu. Gửi JSON có mục `query`.',
    METHOD_NOT_ALLOWED: 'Chỉ nhận GET để hỏi, POST để hỏi và đổi.',
    NOT_ACCEPTABLE: 'Chỉ trả lời bằng application/graphql-response+json hoặc application/json.',
    UNSUPPORTED_MEDIA_TYPE: 'Gửi nội dung bằng application/json, mã UTF-8.',
    BODY_TOO_LARGE: 'Yêu cầu lớn quá. Nhiều nhất 100 KB.',
    CROSS_SITE_REQUEST: 'Yêu cầu có thể đến từ trang khác. Gửi kèm content-type application/json hoặc apollo-require-preflight.',
    BATCH_NOT_ALLOWED: 'Mỗi lần gửi một câu hỏi.',
    TOO_DEEP: 'Câu hỏi lồng sâu quá. Tách thành nhiều câu.',
    TOO_MANY_ALIASES: 'Câu hỏi nhiều bí danh quá. Tách thành nhiều câu.',
    TOO_MANY_TOKENS: 'Câu hỏi dài quá. Tách thành nhiều câu.',
    TOO_COSTLY: 'Câu hỏi tốn nhiều sức quá. Xin ít mục hơn mỗi trang.',
    SESSION_EXPIRED: 'Phiên đã hết hạn. Gửi POST tới /session/refresh rồi gửi lại.',
    SESSION_ENDED: 'Máy này không còn đăng nhập. Hãy đăng nhập lại.',
    NOT_READY: 'Máy chủ đang khởi động. Thử lại sau ít giây.',
    UNAVAILABLE: 'Hệ thống đang bận. Gửi lại sau ít giây, không bị trùng.',
    INTERNAL: 'Máy chủ vừa gặp trục trặc. Thử lại, hoặc báo kèm requestId.',
  },
};
