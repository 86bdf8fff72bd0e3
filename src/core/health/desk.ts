import type { Finding, HealthState } from './finding.ts';

/** What one part looked like. */
export interface CheckView extends Finding {
  readonly name: string;
}

/** Numbers of the process and of what it does. */
export interface Vitals {
  readonly cpuPercent: number;
  readonly memoryBytes: number;
  readonly heapBytes: number;
  /** Sockets, files and timers that the process holds open. */
  readonly handles: number;
  /** How late timers came in the last ten seconds on average, and at most in the last minute. */
  readonly lagMs: number;
  readonly worstLagMs: number;
  readonly upMs: number;
  readonly messages: number;
  readonly commands: number;
  readonly errors: number;
  readonly places: number;
  readonly runtime: string;
}

/** How the bot is, part by part. Times are epoch ms. */
export interface HealthReport {
  readonly atMs: number;
  readonly state: HealthState;
  /** In the order in which they were added. */
  readonly checks: readonly CheckView[];
  readonly vitals: Vitals;
}

/** A report as it is remembered. */
export interface HealthSample {
  readonly atMs: number;
  readonly state: HealthState;
  /** The names of the parts that were not well. */
  readonly unwell: readonly string[];
  readonly lagMs: number;
  readonly memoryBytes: number;
}

/** Something that went wrong, as the log has it: without secrets. */
export interface NotedError {
  readonly atMs: number;
  readonly message: string;
  readonly problem?: string;
  /** By which a person was told of it. */
  readonly reference?: string;
}

/** How the bot is, for people. */
export interface HealthDesk {
  /** Looks now. Never rejects: what cannot be looked at is unwell. */
  report(): Promise<HealthReport>;
  /** Newest first: one every five minutes, the last 48, from before the last restart too. */
  history(): readonly HealthSample[];
  /** Newest first: the last twenty. */
  errors(): readonly NotedError[];
}
