/** What goes between the dashboard's server and its page about reviews, as JSON and nothing else. */

export type ReviewActName = 'nothing' | 'delete' | 'warn' | 'mute' | 'kick' | 'ban';

export interface ReviewActView {
  readonly kind: ReviewActName;
  readonly forMs?: number;
  readonly deletes?: boolean;
}

export interface ReviewClaimView {
  readonly source: { readonly kind: 'ai' | 'rule' | 'report'; readonly name: string };
  readonly rule?: string;
  readonly because?: string;
  readonly quote?: string;
  /** 0 to 1. */
  readonly confidence?: number;
  /** US dollars. */
  readonly cost?: number;
  readonly reporter?: { readonly id: string; readonly name: string; readonly reason: string };
  readonly times: number;
}

export interface ReviewItemView {
  readonly community: string;
  readonly id: number;
  readonly state: 'open' | 'deciding' | 'approved' | 'changed' | 'dismissed' | 'expired';
  readonly place: { readonly name: string; readonly platform: string };
  readonly actor: { readonly id: string; readonly name: string };
  readonly text: string;
  readonly saidAtMs: number;
  readonly suggested: ReviewActView;
  readonly repeats: number;
  readonly untilMs: number;
  readonly claims: readonly ReviewClaimView[];
  readonly context: readonly {
    readonly atMs: number;
    readonly name: string;
    readonly text: string;
    /** Whether the person whom it is about said it. */
    readonly own: boolean;
  }[];
  readonly decision?: {
    readonly byName: string;
    readonly atMs: number;
    readonly act: ReviewActView;
    readonly why: string;
    readonly cases: readonly number[];
  };
}

export interface ReviewPageView {
  readonly communities: readonly {
    readonly id: string;
    readonly name: string;
    readonly open: number;
  }[];
  /** Whose these are; absent where the bot is nowhere. */
  readonly community?: string;
  readonly items: readonly ReviewItemView[];
}

export interface ReviewChangeView {
  readonly community: string;
  readonly id: number;
  readonly state: ReviewItemView['state'];
}
