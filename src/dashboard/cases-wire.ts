/** What goes between the dashboard's server and its page about cases, as JSON and nothing else. */

export interface CommunityView {
  readonly id: string;
  readonly name: string;
  readonly cases: number;
}

export interface CaseView {
  readonly community: string;
  readonly number: number;
  readonly kind: string;
  readonly state: 'pending' | 'open' | 'failed' | 'ending' | 'ended';
  readonly target: string;
  readonly targetName: string;
  readonly by: string;
  readonly byName: string;
  readonly via: string;
  readonly reason: string;
  readonly rule?: string;
  readonly atMs: number;
  readonly untilMs?: number;
  readonly place: { readonly name: string; readonly platform: string };
  readonly count: number;
  readonly ending?: {
    readonly how: string;
    readonly by: string;
    readonly byName?: string;
    readonly atMs: number;
    readonly why?: string;
  };
  /** Why it could not be done, in words. */
  readonly problem?: string;
  readonly told?: boolean;
}

export interface WholeCaseView extends CaseView {
  readonly evidence: readonly {
    readonly atMs: number;
    readonly channel: string;
    readonly text: string;
  }[];
  readonly notes: readonly {
    readonly byName: string;
    readonly atMs: number;
    readonly text: string;
  }[];
  readonly links: readonly {
    readonly kind: 'replaces' | 'lifts' | 'belongs-to';
    readonly number: number;
    readonly direction: 'from' | 'to';
  }[];
  readonly names: readonly { readonly name: string }[];
  /** How many cases of each kind count against the person. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface CasesPage {
  readonly communities: readonly CommunityView[];
  /** Whose cases these are; absent where there are none anywhere. */
  readonly community?: string;
  readonly cases: readonly CaseView[];
  /** Whether older ones follow. */
  readonly more: boolean;
}
