/** A commune and its province, of one version of the official list. */
export type Place = { readonly unitVersion: string; readonly communeCode: string; readonly provinceCode: string };

/**
 * Over what something is done: as much of it as is known. A team lies in a commune and the commune in a province; an act on
 * a whole province names no commune, and one on the whole country names neither.
 */
export type Area = Partial<Place> & {
  readonly teamCode?: string | undefined;
  readonly memberId?: string | undefined;
  readonly kioskCode?: string | undefined;
  readonly requestId?: string | undefined;
};
