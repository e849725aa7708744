import { t } from '../text/index.ts';
import { partOfDay, type Outlook } from './team-state.ts';

/** The page's first line: how it stands, and what needs an eye. A sentence, since nobody acts on a row of counters. */
export const outlookWords = (outlook: Outlook, now: Date): { readonly plain: string; readonly lifted: string } => {
  const when = t(`day.${partOfDay(now)}`);
  return { plain: plainWords(outlook, when), lifted: liftedWords(outlook) };
};

const plainWords = ({ active, onDuty, paused, forming }: Outlook, when: string): string => {
  if (active + paused + forming === 0) return t('unit.none');
  if (onDuty === 0) return t('unit.nobodyOn', { when });
  return onDuty === active ? t('unit.allOn', { when, count: onDuty }) : t('unit.someOn', { when, count: onDuty });
};

const liftedWords = ({ active, dark, paused, forming }: Outlook): string => {
  if (active + paused + forming === 0) return '';
  const [first] = dark;
  if (first !== undefined) return dark.length === 1 ? t('unit.darkOne', { name: first }) : t('unit.dark', { count: dark.length });
  if (paused > 0) return t('unit.paused', { count: paused });
  return forming > 0 ? t('unit.forming', { count: forming }) : '';
};
