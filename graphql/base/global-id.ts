import { fromGlobalId, toGlobalId as relayGlobalId } from 'graphql-relay';

/** The types of the schema that implement `Node`. */
export const nodeTypes = ['AdminUnit', 'HelpRequest', 'Kiosk', 'Member', 'Platform', 'Skill', 'Team', 'Topic'] as const;

export type NodeType = (typeof nodeTypes)[number];

/** Opaque and stable: base64 of `Type:id`, as Relay's servers make it. */
export const toGlobalId = (type: NodeType, id: string): string => relayGlobalId(type, id);

/** The type and the domain's own id, or undefined for what was never one of our ids. */
export const parseGlobalId = (globalId: string): { readonly type: NodeType; readonly id: string } | undefined => {
  const { type, id } = fromGlobalId(globalId);
  const known = nodeTypes.find((name) => name === type);
  return known === undefined || id === '' || toGlobalId(known, id) !== globalId ? undefined : { type: known, id };
};
