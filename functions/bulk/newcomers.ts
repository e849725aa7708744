import type { AuditEntry } from '../audit/audit.ts';
import type { Clock } from '../core/clock.ts';
import type { Permission } from '../permission/permission.ts';
import type { Member } from '../teams/team.ts';
import type { ImportAsked, RefusedRow } from './import.ts';
import { lineOfImport, unitOfImport } from './import.ts';
import { createLots } from './lots.ts';
import { planMembers } from './plan-members.ts';
import type { RowsOfTeam, Wanted } from './plan-members.ts';

/** People who come into teams that have nobody, with their numbers by their ids and what the trail says of it. */
export type NewPeople = {
  readonly members: readonly Member[];
  readonly phones: ReadonlyMap<string, string>;
  readonly trail: readonly AuditEntry[];
};

/** What a database may have besides writing row by row. */
export type QuickWay = {
  /** Codes of all teams that have somebody. Asked once, before anything is written. */
  readonly teamsWithPeople: () => Promise<ReadonlySet<string>>;
  /** Writes all of it or nothing; false, and nothing is written, when somebody is in one of the teams by now. */
  readonly bringIn: (people: NewPeople) => Promise<boolean>;
  /** Rows that are taken together: bringing in has a price of its own. */
  readonly rowsAtOnce: number;
};

type Around = {
  readonly parts: { readonly permission: Pick<Permission, 'areaOfTeam'>; readonly clock: Clock };
  readonly asked: ImportAsked;
  readonly refuse: (refused: readonly RefusedRow[]) => Promise<void>;
  readonly done: (wanted: readonly Wanted[]) => void;
  /** The long way, for whom the quick one was refused. */
  readonly otherwise: (byTeam: readonly RowsOfTeam[]) => Promise<void>;
};

/**
 * Brings people into teams that have nobody, while the next rows are read. `take` keeps what it can bring in and gives the rest
 * back, all lots before it being written; `settled` waits for the last.
 */
export const createNewcomers = (quick: QuickWay, around: Around) => {
  const lots = createLots();
  let filled: Set<string> | undefined;
  return {
    take: async (byTeam: readonly RowsOfTeam[]): Promise<readonly RowsOfTeam[]> => {
      const known = (filled ??= new Set(await quick.teamsWithPeople()));
      const [empty, rest] = [byTeam.filter(({ team }) => !known.has(team.code)), byTeam.filter(({ team }) => known.has(team.code))];
      for (const { team } of empty) known.add(team.code);
      if (rest.length > 0) await lots.settled();
      if (empty.length > 0) await lots.begin(() => bring(quick, empty, around));
      return rest;
    },
    settled: lots.settled,
  };
};

const bring = async (quick: QuickWay, byTeam: readonly RowsOfTeam[], around: Around): Promise<void> => {
  const { wanted, refused } = planMembers(byTeam, new Map(), new Map());
  const people = {
    members: wanted.map(({ member }) => member),
    phones: new Map(wanted.flatMap(({ member, phone }) => (phone === undefined ? [] : [[member.id, phone] as const]))),
    trail: await linesOf(wanted, around),
  };
  if (!(await quick.bringIn(people))) return around.otherwise(byTeam);
  await around.refuse(refused);
  around.done(wanted);
};

/** One line for each commune. */
const linesOf = (wanted: readonly Wanted[], { parts, asked }: Around): Promise<readonly AuditEntry[]> =>
  Promise.all(
    [...Map.groupBy(wanted, ({ team }) => `${team.unitVersion}#${team.communeCode}`).values()].flatMap(([one, ...more]) =>
      one === undefined
        ? []
        : [
            (async () => {
              const { unitVersion, communeCode } = one.team;
              const unit = { unitVersion, communeCode, provinceCode: (await parts.permission.areaOfTeam(one.team)).provinceCode };
              return lineOfImport('importMembers', unit, unitOfImport(unit), { added: String(more.length + 1) }, parts.clock(), asked);
            })(),
          ],
    ),
  );
