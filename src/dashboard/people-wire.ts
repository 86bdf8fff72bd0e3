/** What goes between the dashboard's server and its page about people, as JSON and nothing else. */

export interface PersonFoundView {
  readonly actor: string;
  readonly name: string;
  /** How many cases of each kind count against him. */
  readonly counts: Readonly<Record<string, number>>;
  readonly known: readonly ('here' | 'cases' | 'reviews' | 'linked')[];
}

export interface PeoplePageView {
  readonly communities: readonly { readonly id: string; readonly name: string }[];
  /** Whose these are; absent where the bot is nowhere. */
  readonly community?: string;
  readonly people: readonly PersonFoundView[];
}

export interface PersonEventView {
  readonly atMs: number;
  readonly kind: 'case' | 'note' | 'review' | 'guard';
  readonly what: string;
  readonly text: string;
  readonly by?: string;
  readonly actor: string;
  readonly number?: number;
  readonly state?: string;
}

export interface PersonPageView {
  readonly actor: string;
  readonly name: string;
  readonly identities: readonly {
    readonly actor: string;
    readonly name: string;
    readonly linkedAtMs: number;
  }[];
  readonly names: readonly {
    readonly name: string;
    readonly firstAtMs: number;
    readonly lastAtMs: number;
  }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly heat: number;
  readonly guard: {
    readonly strikes: number;
    readonly violations: number;
    readonly bans: number;
    readonly held: readonly { readonly kind: string; readonly leftMs: number }[];
  };
  readonly events: readonly PersonEventView[];
  readonly reachable: boolean;
}

/** What an act would do. */
export interface PersonEffectView {
  readonly kind: string;
  readonly name: string;
  readonly place: string;
  /** Others whom it would hit. */
  readonly others: readonly string[];
  readonly untilMs?: number;
  /** Cases that it would replace. */
  readonly touches: readonly number[];
}

/** What came of an act. */
export interface PersonActedView {
  readonly number?: number;
  readonly told?: boolean;
}
