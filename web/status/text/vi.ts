export const vi = {
  opening: { title: 'Phiếu của tôi', scan: 'Quét mã trên phiếu để xem.' },
} as const;
