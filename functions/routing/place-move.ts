/** A team's place, found by the commune that the team belongs to now. */
export type PlaceOf = { readonly teamCode: string; readonly communeCode: string };

/** How places in capacities change together with a help request. */
export type PlaceMove = {
  /** Taken only if one is free. */
  readonly take?: PlaceOf | undefined;
  /** Taken even beyond the capacity: a team accepts what nobody had room for. */
  readonly takeRegardless?: PlaceOf | undefined;
  readonly giveBack?: PlaceOf | undefined;
};
