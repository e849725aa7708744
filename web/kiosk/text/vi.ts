export const vi = {
  attract: {
    title: 'Vướng việc trên điện thoại?',
    subtitle: 'Có người quanh đây giúp. Miễn phí.',
    start: 'Chạm để bắt đầu',
  },
} as const;
