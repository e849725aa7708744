import { invalid } from './invalid.vi.ts';
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
  invalid,
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
  parameters: {
    query: 'Chưa có `query`. Gửi câu hỏi dưới dạng chữ.',
    variables: '`variables` phải là một đối tượng JSON.',
    operationName: '`operationName` phải là chữ.',
    extensions: '`extensions` phải là một đối tượng JSON.',
  },
  errors: {
    NOT_FOUND: 'Không có địa chỉ này. API ở /graphql.',
    BAD_REQUEST: 'Không đọc được yêu cầu. Gửi JSON có mục `query`.',
    METHOD_NOT_ALLOWED: 'Chỉ nhận GET để hỏi, POST để hỏi và đổi.',
    NOT_ACCEPTABLE: 'Chỉ trả lời bằng application/graphql-response+json hoặc application/json.',
    UNSUPPORTED_MEDIA_TYPE: 'Gửi nội dung bằng application/json, mã UTF-8, không nén.',
    BODY_TOO_LARGE: 'Yêu cầu lớn quá. Nhiều nhất 100 KB.',
    CROSS_SITE_REQUEST: 'Yêu cầu có thể đến từ trang khác. Gửi kèm content-type application/json hoặc apollo-require-preflight.',
    BATCH_NOT_ALLOWED: 'Mỗi lần gửi một câu hỏi.',
    PERSISTED_QUERY_NOT_SUPPORTED: 'Ở đây không lưu sẵn câu hỏi. Gửi cả `query`.',
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
