/** In which an operator reads of an import. */
export type ReportLanguage = 'vi' | 'en';
