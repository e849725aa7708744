import type { Principal } from '../../functions/identity/principal.ts';
import type { Language } from './language.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import type { Station } from './station.ts';

/** What every resolver gets. One per request. */
export type Context = {
  readonly station: Station;
  readonly principal: Principal;
  /** The language of problems and errors, from `Accept-Language`. */
  readonly language: Language;
  /** UUID: the same in the answer's header, in its errors and on each line of the log. */
  readonly requestId: string;
  /** The network address that asks: what counts tries takes it. */
  readonly address: string;
  /** Adds a `Set-Cookie` header, whole, to the answer. */
  readonly setCookie: (cookie: string) => void;
  /** Reads of this request, gathered so that a list of teams costs one read and not one per team. */
  readonly loaders: Loaders;
};

export const createContext = (parts: Omit<Context, 'loaders'>): Context => ({
  ...parts,
  loaders: createLoaders(parts.station),
});
