/** Words of the shared components. Characters { } @ | have a meaning in messages: write {'@'} for a plain one. */
export const vi = {
  brand: 'Trạm Số',
  language: 'Ngôn ngữ',
  retry: 'Thử lại',
  close: 'Đóng',
  back: 'Quay lại',
  working: 'Đang gửi…',
  loading: 'Đang mở…',
  neverAsk: {
    title: 'Chúng tôi không bao giờ hỏi:',
    otp: 'Mã OTP',
    password: 'Mật khẩu',
    papers: 'Ảnh giấy tờ',
  },
  step: { done: 'đã xong', now: 'đang làm', next: 'tiếp theo' },
  problem: {
    offline: 'Mất mạng.',
    offlineNext: 'Đợi có mạng rồi bấm thử lại.',
    busy: 'Máy chủ đang bận.',
    busyNext: 'Đợi một phút rồi bấm thử lại.',
    refused: 'Việc này chưa làm được.',
    refusedNext: 'Tải lại trang rồi thử lần nữa.',
  },
  demonstration: 'Dữ liệu minh hoạ',
} as const;
