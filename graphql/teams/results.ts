import type { Result } from '../../functions/core/result.ts';
import type { MemberFailure, TeamFailure } from '../../functions/teams/failures.ts';
import type { Kept, Member, Team } from '../../functions/teams/team.ts';
import type { Context } from '../base/context.ts';
import { parseGlobalId } from '../base/global-id.ts';
import { present } from '../base/present.ts';
import { toProblem } from '../base/problems.ts';

/** The answer to every change of a team: how it is now, or why not. */
export const toTeamResult = async (context: Context, result: Result<Kept<Team>, TeamFailure>) => {
  if (result.ok) return { __typename: 'TeamSaved' as const, team: result.value };
  return result.failure.type === 'TeamMerged' ? merged(context, result.failure) : toProblem(context, asAsked(result.failure));
};

/** The answer to every change of a member: how they are now, or why not. */
export const toMemberResult = async (context: Context, result: Result<Kept<Member>, MemberFailure>) => {
  if (result.ok) return { __typename: 'MemberSaved' as const, member: result.value };
  return result.failure.type === 'TeamMerged' ? merged(context, result.failure) : toProblem(context, asAsked(result.failure));
};

/** The inputs' own names for what the domain calls otherwise: a client looks for the value that it sent. */
const inputNames: Readonly<Record<string, string>> = { communeCode: 'commune', teamCode: 'team' };

const asAsked = <Failure extends { readonly type: string }>(failure: Failure): Failure =>
  'field' in failure && Array.isArray(failure.field) ? { ...failure, field: failure.field.map((name: string) => inputNames[name] ?? name) } : failure;

const merged = async (context: Context, failure: Extract<TeamFailure, { type: 'TeamMerged' }>) => ({
  ...toProblem(context, failure),
  into: present(await context.loaders.teams.load(failure.mergedInto), 'the team that another was merged into'),
});

/** The domain's id of a member that a global id names. What names none comes back as it is, and is then not found. */
export const memberIdOf = (globalId: string): string => {
  const parsed = parseGlobalId(globalId);
  return parsed?.type === 'Member' ? parsed.id : globalId;
};
