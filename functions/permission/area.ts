/** A commune and its province, of one version of the official list. */
export type Place = { readonly unitVersion: string; readonly communeCode: string; readonly provinceCode: string };

/**
 * Where something lies by the list in force today. What is kept under a commune of an earlier list lies in the one commune that
 * all of this became; where it was divided and nobody has said which part is meant, it lies where it did, and its `heirs`
 * are the units of today in which it may be.
 */
export type PlaceToday = Place & Heirs;
type Heirs = { readonly heirs?: readonly Partial<Place>[] | undefined };

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
export type Area = Partial<Place> & Heirs & {
  readonly teamCode?: string | undefined;
  readonly memberId?: string | undefined;
  readonly kioskCode?: string | undefined;
  readonly requestId?: string | undefined;
  /** How whoever asks stands to the help request that it is about; help-requests/permission.ts works it out. */
  readonly standsAs?: readonly RequestStanding[] | undefined;
};
