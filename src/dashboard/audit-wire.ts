/** What goes between the dashboard's server and its page about the audit log, as JSON and nothing else. */

export interface AuditEntryView {
  readonly seq: number;
  readonly atMs: number;
  /** When it began, where that was written down before it was done. */
  readonly begunMs?: number;
  readonly actor?: string;
  readonly actorName?: string;
  readonly via: string;
  readonly action: string;
  /** `begun`: not over yet. `interrupted`: it began, and what came of it is not known. */
  readonly outcome: 'begun' | 'done' | 'refused' | 'failed' | 'interrupted';
  readonly community?: string;
  readonly object?: string;
  readonly before?: string;
  readonly after?: string;
}

export interface AuditPage {
  readonly entries: readonly AuditEntryView[];
  /** Whether older ones follow. */
  readonly more: boolean;
}

export type ChainView =
  | { readonly state: 'whole'; readonly entries: number; readonly head: string }
  | {
      readonly state: 'broken';
      readonly why: 'missing' | 'changed' | 'cutOff' | 'blanked';
      readonly at: number;
      readonly entries: number;
    };
