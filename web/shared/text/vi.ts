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
  /** What no team could take: the kiosk's ticket, its slip and the resident's page say it in the same words. */
  escalated: {
    title: 'Chưa tổ nào nhận',
    communeTold: 'Đã báo điểm hỗ trợ xã, phường',
    provinceTold: 'Đã báo điểm hỗ trợ tỉnh, thành phố',
    noRepeat: 'Không cần bấm lại.',
    by: {
      HERE_NOW: 'Hẹn có người tới trước',
      CALL_ME: 'Hẹn có người gọi trước',
      VISIT: 'Hẹn có người gọi trước',
      APPOINTMENT: 'Hẹn gặp ở trạm lúc',
    },
  },
  demonstration: 'Dữ liệu minh hoạ',
} as const;
