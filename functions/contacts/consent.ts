/**
 * What a resident agrees to when leaving a contact, by version. A version that was shown is never changed: a new text gets
 * a new version. Sources: Law 91/2025/QH15 (explicit, informed, for a stated purpose) and product.md, "Privacy".
 */
export const consentTexts = {
  '2026-11-01': {
    vi: 'Tôi đồng ý cho tổ gọi số này để giúp việc tôi vừa chọn. Chỉ người nhận việc mở được số. Xong việc 30 ngày, máy xoá số.',
    en: 'I agree that the team calls this number to help with what I chose. Only the person who takes it can open the number. It is erased 30 days after the work is done.',
  },
} as const satisfies Record<string, { readonly vi: string; readonly en: string }>;

export type ConsentVersion = keyof typeof consentTexts;

export const CONSENT_IN_FORCE: ConsentVersion = '2026-11-01';
