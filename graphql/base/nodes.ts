import { maySeeMember } from '../../functions/teams/read-people.ts';
import { platformByCode, skillByCode, topicByCode } from '../../functions/topics/catalogue.ts';
import type { ResolversTypes } from '../types.generated.ts';
import type { Context } from './context.ts';
import { parseGlobalId, type NodeType } from './global-id.ts';

/** A thing with its type's name, by which GraphQL tells the types of `Node` apart. */
export type Found = Awaited<ResolversTypes['Node']>;

type Named<Type extends NodeType> = Extract<Found, { readonly __typename: Type }>;

const named = <Type extends NodeType, Thing extends object>(
  type: Type,
  thing: Thing | null | undefined,
): (Thing & { readonly __typename: Type }) | null =>
  thing === null || thing === undefined ? null : { ...thing, __typename: type };

/** How each type's things are found by their own id; null where there is none that the caller may see. */
const finders: {
  readonly [Type in NodeType]: (context: Context, id: string) => Promise<Named<Type> | null> | Named<Type> | null;
} = {
  AdminUnit: async ({ loaders }, id) => {
    const [version = '', code = ''] = id.split(':');
    return named('AdminUnit', await loaders.units.load({ version, code }));
  },
  HelpRequest: async ({ station, principal }, id) =>
    named('HelpRequest', await station.helpRequests.visibleRequest(principal, id)),
  Kiosk: async ({ loaders }, id) => named('Kiosk', await loaders.kiosks.load(id)),
  Member: async (context, id) => named('Member', await visibleMember(context, id)),
  Platform: (_context, id) => named('Platform', platformByCode(id)),
  Skill: (_context, id) => named('Skill', skillByCode(id)),
  Team: async ({ loaders }, id) => named('Team', await loaders.teams.load(id)),
  Topic: (_context, id) => named('Topic', topicByCode(id)),
};

/** Members are seen by themselves, by people of the same team and by their offices. */
const visibleMember = async ({ loaders, principal, station }: Context, id: string) => {
  if (principal.kind === 'anonymous' || principal.kind === 'resident') return undefined;
  const asked = await loaders.members.load(id);
  return asked !== undefined && (await maySeeMember(station.permission, principal, asked)) ? asked : undefined;
};

/** The thing with this global id, or null when there is none that the caller may see. */
export const nodeOf = async (context: Context, globalId: string): Promise<Found | null> => {
  const parsed = parseGlobalId(globalId);
  return parsed === undefined ? null : finders[parsed.type](context, parsed.id);
};
