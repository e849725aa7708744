/** A commune and its province, of one version of the official list. */
export type Place = { readonly unitVersion: string; readonly communeCode: string; readonly provinceCode: string };

/**
 * What a member's team has to do with a help request: it accepted it, has the offer or had one before, or belongs to the
 * commune to which it was escalated (`CONCERNED`); it has the offer now (`OFFERED`); it may take what was escalated
 * (`ESCALATED`). `ACCEPTING` is the member who accepted, and not the whole team.
 */
export type RequestStanding = 'CONCERNED' | 'OFFERED' | 'ESCALATED' | 'ACCEPTING';

/**
 * Over what something is done: as much of it as is known. A team lies in a commune and the commune in a province; an act on
 * a whole province names no commune, and one on the whole country names neither.
 */
export type Area = Partial<Place> & {
  readonly teamCode?: string | undefined;
  readonly memberId?: string | undefined;
  readonly kioskCode?: string | undefined;
  readonly requestId?: string | undefined;
  /** How whoever asks stands to the help request that it is about; help-requests/permission.ts works it out. */
  readonly standsAs?: readonly RequestStanding[] | undefined;
};
