import type { ImportUnitListFailure, UnitImportReport } from './import-list.ts';
import type { TouchedBy, UnitChange } from './list-changes.ts';

/** The report as an operator reads it: first what happened, then each change, then what somebody has to look at. */
export const linesOfUnitImport = (report: UnitImportReport): readonly string[] => [
  `${outcomes[report.outcome](report.version)} ${count(report.provinces)} provinces, ${count(report.communes)} communes.`,
  ...(report.formerVersion === undefined
    ? ['It is the first list, so nothing was compared.']
    : [`Compared with the list of ${report.formerVersion}: ${summary(report.changes)}.`, ...report.changes.map(lineOfChange)]),
  ...report.unknownFormers.map(({ row, code, formerCode }) => `Row ${row}: ${code} names the former code ${formerCode}, which the list of ${report.formerVersion ?? 'before'} does not have. Left out.`),
  ...(report.teamsTouched.length === 0 ? ['No team is touched.'] : [`Teams touched: ${count(report.teamsTouched.length)}.`]),
  ...report.teamsTouched.map(({ teamCode, communeCode, why }) => `  team ${teamCode}: its commune ${communeCode} ${touched[why]}`),
];

const outcomes: Readonly<Record<UnitImportReport['outcome'], (version: string) => string>> = {
  WRITTEN: (version) => `The list of ${version} is imported:`,
  ALREADY_THERE: (version) => `The list of ${version} was imported before, nothing was changed:`,
  DRY_RUN: (version) => `The list of ${version} can be imported, nothing was written:`,
};

const kinds: readonly UnitChange['kind'][] = ['ADDED', 'RENAMED', 'RECODED', 'MOVED', 'MERGED', 'DIVIDED', 'GONE'];

const summary = (changes: readonly UnitChange[]): string =>
  kinds.map((kind) => `${count(changes.filter((change) => change.kind === kind).length)} ${kind.toLowerCase()}`).join(', ');

const lineOfChange = (change: UnitChange): string => {
  switch (change.kind) {
    case 'ADDED':
      return `  added: ${change.name} (${change.code})`;
    case 'RENAMED':
      return `  renamed: ${change.from} (${change.formerCode}) is now ${change.to} (${change.code})`;
    case 'RECODED':
      return `  recoded: ${change.name}, ${change.formerCode}, is now ${change.code}`;
    case 'MOVED':
      return `  moved: ${change.formerCode} of province ${change.from} is now ${change.code} of province ${change.to}`;
    case 'MERGED':
      return `  merged: ${change.name} (${change.formerCode}) is now part of ${change.codes.join(', ')}`;
    case 'DIVIDED':
      return `  divided: ${change.name} (${change.formerCode}) among ${change.codes.join(', ')}`;
    case 'GONE':
      return `  gone: ${change.name} (${change.formerCode}); the list does not say where its land is`;
  }
};

const touched: Readonly<Record<TouchedBy, string>> = {
  GONE: 'is gone: somebody must say where the team belongs',
  DIVIDED: 'is divided: somebody must say where the team belongs',
  MERGED: 'became part of another one',
  RECODED: 'has another code',
};

/** Why an import was refused and what to do, in lines. */
export const linesOfUnitFailure = (failure: ImportUnitListFailure): readonly string[] => {
  switch (failure.type) {
    case 'UnitListRefused':
      return [
        `The list was refused, nothing was written. ${count(failure.count)} faults${failure.count > failure.faults.length ? `, the first ${failure.faults.length}` : ''}:`,
        ...failure.faults.map((fault) => `  ${fault}`),
        'Mend the file and import it again.',
      ];
    case 'UnitVersionTaken':
      return [`Another list of ${failure.version} is kept already, and lists are never written over. A corrected list needs a later day.`];
    case 'UnitListNotNewer':
      return [`The newest list is of ${failure.newest}. Lists come one after the other: say a later day.`];
    case 'NotSignedIn':
    case 'NotPermitted':
      return ['Only an operator or the national level may import a list of units.'];
  }
};

const count = (value: number): string => value.toLocaleString('en');
