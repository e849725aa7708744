import { problemWords } from '../../shared/api/problem-words.ts';
import type { Failure } from '../../shared/api/api.ts';
import { language } from '../../shared/text/text.ts';
import { t } from '../text/index.ts';
import type { FileKind } from './kept-import.ts';
import type { FileTrouble } from './open-file.ts';
import type { Tally, WhyEnded } from './send-parts.ts';

export type Words = { readonly message: string; readonly next: string };

export const inGroups = (count: number): string => count.toLocaleString(language.value);

/** What would become of a file, or did, as one sentence. */
export const tallyWords = (kind: FileKind, { added, changed, unchanged }: Tally, isDone: boolean): string => {
  const pieces = isDone
    ? ([['added', added], ['changed', changed], ['kept', unchanged]] as const)
    : ([['add', added], ['change', changed], ['keep', unchanged]] as const);
  const what = pieces.filter(([, count]) => count > 0).map(([key, count]) => t(`files.${key}.${kind}`, { count }));
  if (added + changed === 0 && unchanged === 0) return t('files.wouldNothing');
  return t(isDone ? 'files.did' : 'files.would', { what: what.join(', ') });
};

export const troubleWords = (trouble: FileTrouble): Words => {
  switch (trouble.what) {
    case 'unreadable':
      return {
        message: t(`files.unreadable.${trouble.reason}`),
        next: [...(trouble.line === undefined ? [] : [t('files.atLine', { line: trouble.line })]), t('files.unreadableNext')].join(' '),
      };
    case 'header':
      return {
        message: [
          ...(trouble.missing.length > 0 ? [t('files.missing', { names: trouble.missing.join(', ') })] : []),
          ...(trouble.unknown.length > 0 ? [t('files.unknown', { names: trouble.unknown.join(', ') })] : []),
        ].join(' '),
        next: t('files.headerNext'),
      };
    case 'noRows':
      return { message: t('files.noRows'), next: t('files.noRowsNext') };
    case 'gone':
      return { message: t('files.gone'), next: t('files.goneNext') };
  }
};

export const endWords = (end: WhyEnded): Words => {
  switch (end.why) {
    case 'signedOut':
      return { message: t('files.signedOut'), next: t('files.signedOutNext') };
    case 'tooManyRefused':
      return { message: t('files.tooManyRefused'), next: t('files.tooManyRefusedNext') };
    case 'failed':
      return failureWords(end.failure);
    case 'refused':
      return { message: end.message, next: end.nextStep };
  }
};

export const failureWords = (failure: Failure): Words => problemWords(failure);
