import { createHash } from 'node:crypto';
import type { Language } from '../base/language.ts';

/** A page of a few words that needs no script: signing in, and why it did not work. */
export type PlainPage = {
  readonly language: Language;
  readonly title: string;
  /** One sentence each. */
  readonly lines: readonly string[];
  readonly links?: readonly { readonly to: string; readonly label: string }[];
  /** Buttons, each of which sends its own form. */
  readonly choices?: readonly Choice[];
  /** Goes there by itself. Whoever comes from another site's redirect has no SameSite=Strict cookie until a page of ours leads on. */
  readonly leadsTo?: string | undefined;
};

/** `note`: below the label, smaller. `hidden`: sent along, by name. `quiet`: what most people will not want. */
export type Choice = {
  readonly action: string;
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly note?: string;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly quiet?: boolean;
};

/** The colours of web/shared/design/tokens.css; every pair has a contrast of 7:1 or more. Targets are 64 px high. */
const style = `
:root { color-scheme: light dark; --bg: #faf1df; --ink: #22100d; --ink-2: #5a2418; --button: #0b4f44; --on: #fff8e8; --ring: #22100d }
@media (prefers-color-scheme: dark) { :root { --bg: #0b2527; --ink: #fff8e8; --ink-2: #ffe7b0; --button: #ffc247; --on: #22100d; --ring: #ffc247 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--bg); color: var(--ink); font: 20px/1.5 'Be Vietnam Pro', system-ui, sans-serif }
main { width: min(100%, 36rem); display: grid; gap: 20px }
h1 { margin: 0; font-size: 32px; line-height: 1.25 }
p { margin: 0; color: var(--ink-2) }
form { margin: 0 }
a, button { display: flex; flex-direction: column; justify-content: center; width: 100%; min-height: 64px; padding: 12px 24px; border: 0; border-radius: 18px; background: var(--button); color: var(--on); font: inherit; font-weight: 700; text-align: start; text-decoration: none; cursor: pointer }
small { font-size: 16px; font-weight: 400 }
.quiet { background: none; color: var(--ink); box-shadow: inset 0 0 0 3px var(--button) }
a:focus-visible, button:focus-visible { outline: 4px solid var(--ring); outline-offset: 4px }
`;

/** Nothing but the one style may apply; forms go to this origin alone. */
export const plainPagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const plainPage = ({ language, title, lines, links = [], choices = [], leadsTo }: PlainPage): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${leadsTo === undefined ? '' : `<meta http-equiv="refresh" content="0; url=${escaped(leadsTo)}">\n`}<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${[...lines.map((line) => `<p>${escaped(line)}</p>`), ...choices.map(choiceOf), ...links.map(({ to, label }) => `<a href="${escaped(to)}">${escaped(label)}</a>`)].join('\n')}
</main>
</body>
</html>
`;

const choiceOf = ({ action, name, value, label, note, hidden = {}, quiet = false }: Choice): string => {
  const inputs = Object.entries(hidden).map(([key, text]) => `<input type="hidden" name="${escaped(key)}" value="${escaped(text)}">`);
  const small = note === undefined ? '' : `<small>${escaped(note)}</small>`;
  return `<form method="post" action="${escaped(action)}">${inputs.join('')}<button${quiet ? ' class="quiet"' : ''} name="${escaped(name)}" value="${escaped(value)}">${escaped(label)}${small}</button></form>`;
};

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => text.replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? character);
