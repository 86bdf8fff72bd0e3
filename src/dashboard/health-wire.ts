/** The bot's health, as it goes between the dashboard's server and its page. Imports nothing, like `wire.ts`. */

export type HealthStateName = 'ok' | 'degraded' | 'critical';

/** One part, and what to do about it where it is not well. */
export interface HealthPartEntry {
  readonly name: string;
  readonly title: string;
  readonly state: HealthStateName;
  readonly text: string;
  readonly todo?: string;
}

export interface HealthVitalsEntry {
  readonly cpuPercent: number;
  readonly memoryBytes: number;
  readonly heapBytes: number;
  readonly handles: number;
  readonly lagMs: number;
  readonly worstLagMs: number;
  readonly upMs: number;
  readonly messages: number;
  readonly commands: number;
  readonly errors: number;
  readonly places: number;
  readonly runtime: string;
}

export interface HealthSampleEntry {
  readonly atMs: number;
  readonly state: HealthStateName;
  /** The titles of the parts that were not well. */
  readonly unwell: readonly string[];
  readonly lagMs: number;
  readonly memoryBytes: number;
}

export interface NotedErrorEntry {
  readonly atMs: number;
  readonly message: string;
  readonly problem?: string;
  /** The trace that shows it. */
  readonly reference?: string;
}

export interface HealthView {
  readonly atMs: number;
  readonly state: HealthStateName;
  readonly parts: readonly HealthPartEntry[];
  readonly vitals: HealthVitalsEntry;
  /** Newest first, one every five minutes. */
  readonly history: readonly HealthSampleEntry[];
  readonly errors: readonly NotedErrorEntry[];
}

/** Why the bot does not answer somewhere. */
export interface SilenceView {
  readonly channel: string;
  /** The first thing that keeps it from answering, with what to do; absent where nothing does. */
  readonly cause?: { readonly text: string; readonly todo?: string };
  readonly steps: readonly {
    readonly name: string;
    readonly state: 'ok' | 'note' | 'bad';
    readonly text: string;
  }[];
}
