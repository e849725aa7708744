import type { ImportUnitListFailure, UnitImportReport } from './import-list.ts';
import { importWords, type ImportWords } from './import-words.ts';
import type { TouchedBy, UnitChange } from './list-changes.ts';
import type { ReportLanguage } from './report-language.ts';
import { wordsOfFault } from './unit-fault.ts';

/** What of the list before has followed by now; undefined while the newer one lies ahead, and in a dry run. */
export type FollowedNow = { readonly teams: number; readonly kiosks: number; readonly requests: number };

/** The report as an operator reads it: first what happened, then each change, then what somebody has to look at. */
export const linesOfUnitImport = (report: UnitImportReport, language: ReportLanguage = 'en', followed?: FollowedNow): readonly string[] => {
  const words = importWords[language];
  const count = (value: number): string => value.toLocaleString(language);
  const { version, formerVersion, changes, unknownFormers, teamsTouched, kiosksTouched } = report;
  const undecided = [...teamsTouched, ...kiosksTouched].filter(({ why }) => mustBeSaid(why)).length;
  return [
    `${words.outcome[report.outcome](version)} ${words.units(count(report.provinces), count(report.communes))}`,
    ...(formerVersion === undefined ? [words.first] : [words.compared(formerVersion, summary(changes, words, count)), ...changes.map(words.change)]),
    ...unknownFormers.map(({ row, code, formerCode }) => words.unknownFormer(row, code, formerCode, formerVersion ?? '')),
    ...(teamsTouched.length === 0 ? [words.noTeam] : [words.teams(count(teamsTouched.length))]),
    ...teamsTouched.map(({ teamCode, communeCode, why }) => words.team(teamCode, communeCode, words.why[why])),
    ...(kiosksTouched.length === 0 ? [] : [words.kiosks(count(kiosksTouched.length))]),
    ...kiosksTouched.map(({ kioskCode, communeCode, why }) => words.kiosk(kioskCode, communeCode, words.why[why])),
    ...(undecided === 0 ? [] : [words.mustSay(count(undecided))]),
    ...(followed === undefined ? [] : [words.moved(count(followed.teams), count(followed.kiosks), count(followed.requests))]),
    ...(followed === undefined && report.outcome !== 'DRY_RUN' && formerVersion !== undefined ? [words.willMove(version)] : []),
  ];
};

const mustBeSaid = (why: TouchedBy): boolean => why === 'DIVIDED' || why === 'GONE';

const kinds: readonly UnitChange['kind'][] = ['ADDED', 'RENAMED', 'RECODED', 'MOVED', 'MERGED', 'DIVIDED', 'GONE'];

const summary = (changes: readonly UnitChange[], words: ImportWords, count: (value: number) => string): string =>
  kinds.map((kind) => `${count(changes.filter((change) => change.kind === kind).length)} ${words.kinds[kind]}`).join(', ');

/** Why an import was refused and what to do, in lines. */
export const linesOfUnitFailure = (failure: ImportUnitListFailure, language: ReportLanguage = 'en'): readonly string[] => {
  const words = importWords[language];
  switch (failure.type) {
    case 'UnitListRefused':
      return [
        words.refused(failure.count, failure.count > failure.faults.length ? failure.faults.length : undefined),
        ...failure.faults.map((fault) => `  ${wordsOfFault(fault, language)}`),
        words.mend,
      ];
    case 'UnitVersionTaken':
      return [words.taken(failure.version)];
    case 'UnitListNotNewer':
      return [words.notNewer(failure.newest)];
    case 'NotSignedIn':
    case 'NotPermitted':
      return [words.notPermitted];
  }
};
