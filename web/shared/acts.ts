import { act as words } from './text/acts.vi.ts';

type KeyOfAct = keyof typeof words;

const keys: ReadonlySet<string> = new Set(Object.keys(words));

/** Under which words an act of the trail stands: `t(`act.${keyOfAct(line)}`)`. `other`: it is newer than this page. */
export const keyOfAct = ({ act, subject }: { readonly act: string; readonly subject: { readonly kind: string } }): KeyOfAct => {
  // One act for all numbers: whose it was says the subject.
  if (act === 'openContact' && subject.kind === 'MEMBER') return 'readMemberPhone';
  return keys.has(act) ? (act as KeyOfAct) : 'other';
};
