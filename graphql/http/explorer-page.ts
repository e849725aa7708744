import type { Language } from '../base/language.ts';

/**
 * The explorer runs only files of this origin. Its editor sets styles from scripts, so styles may be inline: they cannot
 * run, and cannot load from elsewhere either.
 */
export const explorerPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  // GraphiQL's own style holds its fonts.
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const words = {
  vi: { title: 'Trạm Số: thử API', needsScript: 'Trang này cần JavaScript. Lược đồ ở /schema.graphql.' },
  en: { title: 'Trạm Số: API explorer', needsScript: 'This page needs JavaScript. The schema is at /schema.graphql.' },
} as const satisfies Record<Language, { readonly title: string; readonly needsScript: string }>;

/**
 * GraphiQL's page. The web build makes its script and style from graphql/explorer/, under fixed names, so that this handler
 * need not know what was built when.
 */
export const explorerPage = (language: Language): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words[language].title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/explorer/explorer.css">
</head>
<body>
<div id="explorer"></div>
<noscript>${words[language].needsScript}</noscript>
<script type="module" src="/explorer/explorer.js"></script>
</body>
</html>
`;
