/** Words are written in Vietnamese and English; whoever asks for another language gets Vietnamese, which everybody here shares. */
export const inLanguage = <Words>(words: { readonly vi: Words; readonly en: Words }, tag: string): Words =>
  tag === 'en' || tag.startsWith('en-') ? words.en : words.vi;
