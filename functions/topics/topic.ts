/** Words in the languages of the screens. */
export type InLanguages = { readonly vi: string; readonly en: string };

export type RoutingMode = 'HERE_NOW' | 'CALL_ME' | 'VISIT' | 'APPOINTMENT';

/** In minutes of service hours from the moment of asking. */
export type ServicePromise = {
  readonly acceptWithinMinutes: number;
  readonly contactWithinMinutes: number;
  readonly doneWithinMinutes: number;
};

export type Skill = { readonly code: string; readonly number: number };

/** What help is about: one of the five skills as a whole (its code is the skill's), or a platform or task under it. */
export type Topic = {
  readonly code: string;
  readonly skillCode: string;
  readonly name: InLanguages;
  readonly summary: InLanguages;
  /** Name in the product's icon set. */
  readonly icon: string;
  readonly platformCodes: readonly string[];
  readonly promises: Readonly<Record<RoutingMode, ServicePromise>>;
};

export type Platform = {
  readonly code: string;
  readonly name: InLanguages;
  readonly website?: string | undefined;
  readonly guide: { readonly vi: readonly string[]; readonly en: readonly string[] };
};

/** How far each mode reaches: `km` from the place where help is wanted, or only teams of the same commune. */
export type ModeReach = { readonly km: number | null; readonly sameCommune: boolean };

/** The five skills and what lies under each: versioned data, never code. */
export type Catalogue = {
  readonly version: string;
  readonly skills: readonly Skill[];
  readonly topics: readonly Topic[];
  readonly platforms: readonly Platform[];
  readonly reach: Readonly<Record<RoutingMode, ModeReach>>;
  /** How long an offer stands, in minutes: by the clock for HERE_NOW, in service hours for the rest. */
  readonly offerMinutes: Readonly<Record<RoutingMode, number>>;
  /** How long only the commune's contact point has an escalated request, in minutes counted like `offerMinutes`. */
  readonly provinceAfterMinutes: Readonly<Record<RoutingMode, number>>;
  /** The hours in which promises are counted, where no kiosk's or booth's own hours are meant. */
  readonly serviceHours: string;
};
