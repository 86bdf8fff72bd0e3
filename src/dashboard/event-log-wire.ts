/** The log of events, as it goes between the dashboard's server and its page. Imports nothing, like `wire.ts`. */

export interface EventLogLine {
  readonly kind: string;
  /** The kind in words. */
  readonly title: string;
  readonly group: string;
  readonly atMs: number;
  readonly space: string;
  readonly place: string;
  readonly subject: string;
  readonly by?: string;
  readonly reason?: string;
  readonly changes: readonly {
    readonly what: string;
    readonly before?: string;
    readonly after?: string;
  }[];
  /** It was written nowhere: those who read the log could not have seen it happen. */
  readonly withheld: boolean;
}

/** Where one space's log goes, and what is left out of it. */
export interface EventLogSpace {
  readonly space: string;
  readonly name: string;
  readonly channel: string;
  readonly channels: readonly string[];
  readonly off: readonly string[];
  readonly hasWebhook: boolean;
}

export interface EventLogView {
  readonly spaces: readonly EventLogSpace[];
  /** Newest first. */
  readonly lines: readonly EventLogLine[];
  readonly groups: Readonly<Record<string, readonly string[]>>;
}
