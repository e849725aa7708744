export const vi = {
  queue: { title: 'Phiếu đang chờ', waiting: 'Mở lời mời để vào tổ.' },
} as const;
