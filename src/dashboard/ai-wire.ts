/** AI moderation, as it goes between the dashboard's server and its page. Imports nothing, like `wire.ts`. */

export interface AiStatusEntry {
  readonly mode: 'off' | 'test' | 'suggest' | 'act';
  readonly host: string;
  readonly model: string;
  readonly kind: 'chat' | 'guard';
  readonly looking: 'unsure' | 'all' | 'keywords';
  readonly keySet: boolean;
  readonly noticed: boolean;
  readonly rules: readonly string[];
  readonly samples: number;
  readonly standing: {
    readonly breaker: 'ready' | 'resting' | 'probing';
    readonly retryAtMs?: number;
    readonly asked: number;
    readonly failed: number;
    readonly problem?: string;
    readonly medianMs: number;
    readonly slowMs: number;
  };
}

export interface AiDayEntry {
  readonly day: string;
  readonly requests: number;
  readonly tokens: number;
  readonly micros: number;
}

export interface AiVerdictEntry {
  readonly number: number;
  readonly atMs: number;
  readonly name: string;
  readonly place: string;
  readonly text: string;
  readonly source: string;
  readonly action: string;
  readonly rule: string;
  readonly quote: string;
  readonly confidence: number;
  readonly reason: string;
  readonly followed: string;
  readonly micros: number;
  readonly tookMs: number;
  readonly caseNumber?: number;
  readonly judged?: 'approved' | 'changed' | 'dismissed';
}

export interface AiQualityEntry {
  readonly source: string;
  readonly action: string;
  readonly confirmed: number;
  readonly dismissed: number;
  readonly waiting: number;
}

export interface AiBoardEntry {
  readonly status: AiStatusEntry;
  readonly spending: {
    readonly today: AiDayEntry;
    readonly tokensADay: number;
    readonly tokensOfPerson: number;
    readonly microsADay: number;
    readonly days: readonly AiDayEntry[];
  };
  readonly quality: readonly AiQualityEntry[];
  readonly counts: {
    readonly looked: number;
    readonly bySelf: number;
    readonly verdicts: number;
    readonly ignored: number;
    readonly voided: number;
    readonly refused: number;
  };
  readonly cache: { readonly asked: number; readonly hits: number };
  readonly latest: readonly AiVerdictEntry[];
}

export interface AiView {
  /** Communities that the bot is in. */
  readonly places: readonly { readonly community: string; readonly name: string }[];
  /** The one that is shown; absent where the bot is nowhere. */
  readonly community?: string;
  readonly board?: AiBoardEntry;
}

export interface AiTrialEntry {
  readonly outcome: 'verdict' | 'void' | 'refused' | 'skipped';
  readonly why?: string;
  readonly action?: string;
  readonly rule?: string;
  readonly quote?: string;
  readonly confidence?: number;
  readonly reason?: string;
  readonly source?: string;
  readonly follows?: string;
  readonly local: number;
  readonly localSays: 'fine' | 'broken' | 'unsure';
  readonly micros: number;
  readonly tookMs: number;
  readonly cached: boolean;
}
