/** Extensions, as they go between the dashboard's server and its page. Imports nothing, like `wire.ts`. */

export interface ExtensionProblemEntry {
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly cause?: string;
  readonly atMs: number;
}

export interface ExtensionLinkEntry {
  readonly name: string;
  readonly range: string;
  readonly state: 'met' | 'missing' | 'unmet' | 'conflict';
  readonly found?: string;
}

export type ExtensionNow =
  | { readonly state: 'running'; readonly sinceMs: number; readonly tookMs: number }
  | { readonly state: 'unloaded' }
  | { readonly state: 'blacklisted' }
  | { readonly state: 'failed' }
  /** It wants to be allowed something first. */
  | { readonly state: 'asking' };

export interface ExtensionResourcesEntry {
  readonly commands: number;
  readonly listeners: number;
  readonly jobs: number;
  readonly tables: number;
  readonly settings: number;
  readonly routes: number;
  readonly timers: number;
  readonly followers: number;
  readonly metrics: number;
}

export type ExtensionRightsEntry =
  | { readonly kind: 'trusted' }
  | {
      readonly kind: 'guest';
      /** In words; none: it needed no leave. */
      readonly powers: readonly string[];
      readonly memoryBytes?: number;
      readonly usedMs?: number;
      readonly ends?: number;
      readonly resting?: boolean;
    };

/** What the log said of one extension, oldest first. */
export interface ExtensionLogView {
  readonly lines: readonly ExtensionLogEntry[];
}

export interface ExtensionLogEntry {
  readonly atMs: number;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly facts: string;
}

/** A module: `core/extensions/extensions.ts` as the page sees it. */
export interface ExtensionEntry {
  readonly name: string;
  readonly version: string;
  readonly author?: string;
  readonly description?: string;
  readonly origin: 'built-in' | 'given' | 'folder' | 'file' | 'package';
  readonly place?: string;
  readonly now: ExtensionNow;
  readonly commands: readonly string[];
  /** Absent of one that does not run. */
  readonly resources?: ExtensionResourcesEntry;
  /** Absent of what came with the program. */
  readonly rights?: ExtensionRightsEntry;
  /** What it waits to be allowed, one power in words each. */
  readonly asks?: readonly string[];
  readonly needs: readonly ExtensionLinkEntry[];
  readonly conflicts: readonly ExtensionLinkEntry[];
  readonly cycle?: readonly string[];
  readonly problem?: ExtensionProblemEntry;
}

export interface ExtensionsView {
  readonly extensions: readonly ExtensionEntry[];
  readonly enforced: { readonly dependencies: boolean; readonly conflicts: boolean };
  /** What came from a market: its versions. */
  readonly held: readonly HeldEntry[];
  /** npm packages that extensions ask for and that are not installed. */
  readonly missing: readonly MissingEntry[];
}

/** An extension of a market on this machine. */
export interface HeldEntry {
  readonly id: string;
  /** Absent until it was enabled for the first time. */
  readonly enabled?: string;
  /** Waits to be enabled. */
  readonly staged?: string;
  /** What a rollback brings back. */
  readonly previous?: string;
}

/** What an extension has kept, in numbers. */
export interface KeptEntry {
  readonly rows: number;
  readonly values: number;
  readonly files: number;
  readonly settings: number;
}

export interface MissingEntry {
  readonly extension: string;
  readonly what: string;
  readonly kind: 'package' | 'extension';
  readonly todo: string;
}

export type OfferStatus = 'working' | 'beta' | 'broken';

/** An extension that a market offers. */
export interface OfferEntry {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly details?: string;
  readonly version: string;
  readonly author: string;
  readonly status: OfferStatus;
  readonly category: string;
  readonly licence: string;
  readonly date: string;
  readonly homepage?: string;
  readonly castellan?: string;
  readonly powers: readonly string[];
  readonly sizeBytes: number;
  readonly index: string;
  readonly publisher: string;
}

export interface MarketIndexEntry {
  readonly url: string;
  readonly name?: string;
  readonly serial?: number;
  readonly expiresAtMs?: number;
  /** Why it cannot be used, in words. */
  readonly problem?: string;
}

export interface MarketPageView {
  readonly accepted: boolean;
  readonly terms: string;
  readonly indexes: readonly MarketIndexEntry[];
  /** None until the terms were accepted. */
  readonly offers: readonly OfferEntry[];
  readonly held: readonly HeldEntry[];
}
