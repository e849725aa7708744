import { parseGlobalId } from '../base/global-id.ts';

/**
 * The domain's id of the request that a global id names. What names none comes back as it is, for the use case to refuse:
 * it is no UUID.
 */
export const requestIdOf = <Input extends { readonly requestId: string }>(input: Input): Input => {
  const parsed = parseGlobalId(input.requestId);
  return parsed?.type === 'HelpRequest' ? { ...input, requestId: parsed.id } : input;
};
