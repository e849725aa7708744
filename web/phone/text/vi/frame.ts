/** What stands around every page: titles, the network, settings. */
export const frame = {
  page: {
    queue: 'Phiếu của tổ',
    request: 'Phiếu {ticket}',
    outcome: 'Kết quả phiếu {ticket}',
    forward: 'Chuyển phiếu {ticket}',
    guide: 'Cách làm',
    settings: 'Cài đặt',
    join: 'Vào tổ',
    app: 'Trạm Số cho tổ',
  },
  network: {
    off: 'Mất mạng. Đang hiện phiếu lúc {time}.',
    offFirst: 'Mất mạng. Chưa xem được phiếu.',
    slow: 'Tin đến chậm. Máy hỏi lại mỗi 30 giây.',
  },
  settings: {
    title: 'Của tôi',
    open: 'Ngôn ngữ, âm thanh, đăng xuất',
    language: 'Ngôn ngữ',
    sound: 'Báo phiếu mới bằng tiếng và rung',
    soundOn: 'Đang bật',
    soundOff: 'Đang tắt',
    soundTry: 'Nghe thử',
    install: 'Đưa ra màn hình chính',
    installHint: 'Mở nhanh như một ứng dụng.',
    signOut: 'Đăng xuất khỏi máy này',
    signOutSure: 'Đăng xuất thì máy này không nhận phiếu nữa. Muốn vào lại cần khoá của máy hoặc lời mời mới.',
    signOutStay: 'Ở lại',
  },
  update: { title: 'Có bản mới.', now: 'Cập nhật', later: 'Để sau' },
} as const;
