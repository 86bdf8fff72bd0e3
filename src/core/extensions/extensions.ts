import type { Result } from '../../base/result.ts';

/** What went wrong with an extension, in words that say where. */
export interface ExtensionProblem {
  readonly message: string;
  /** Relative to its own folder, where it is known. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** What lay behind it, where the failure told. */
  readonly cause?: string;
  readonly atMs: number;
}

/** What another module has to do with this one. */
export interface ExtensionLink {
  readonly name: string;
  /** Semver, as it was written. */
  readonly range: string;
  /** `unmet`: it is there in another version. */
  readonly state: 'met' | 'missing' | 'unmet' | 'conflict';
  /** The version that is there. */
  readonly found?: string;
}

export type ExtensionState =
  | { readonly state: 'running'; readonly sinceMs: number; readonly tookMs: number }
  /** An operator took it out. */
  | { readonly state: 'unloaded' }
  /** The configuration says that it shall not be loaded. */
  | { readonly state: 'blacklisted' }
  | { readonly state: 'failed' }
  /** It wants powers that nobody has allowed it yet. */
  | { readonly state: 'asking' };

/** One power in words: a text key and what stands in it. */
export interface PowerWords {
  readonly key: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** With which rights an extension runs, or would. */
export type ExtensionRights =
  /** In our process, with all that we can do. */
  | { readonly kind: 'trusted' }
  /** In a process of its own, with these powers and no others. */
  | {
      readonly kind: 'guest';
      readonly powers: readonly PowerWords[];
      /** What its process takes, where that is known. */
      readonly memoryBytes?: number;
      /** What it has had of the processor since its process began. */
      readonly usedMs?: number;
      /** How often it was stopped, or ended by itself, since it was loaded. */
      readonly ends?: number;
      readonly resting?: boolean;
    };

/** How much of each an extension has. */
export interface ExtensionResources {
  readonly commands: number;
  readonly listeners: number;
  readonly jobs: number;
  readonly tables: number;
  readonly settings: number;
  readonly routes: number;
  /** Timers that wait just now; of a guest, those in its own process. */
  readonly timers: number;
  /** What it follows: settings, alerts. */
  readonly followers: number;
  readonly metrics: number;
}

/** A line of the log that is about one extension. */
export interface ExtensionLogLine {
  readonly atMs: number;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  /** What else the line says, as JSON; empty where that is nothing. */
  readonly facts: string;
}

/** A module as operators see it. */
export interface ExtensionView {
  readonly name: string;
  readonly version: string;
  readonly author?: string;
  readonly description?: string;
  /** Where it comes from; `given`: by the program that holds this one, as tests do. */
  readonly origin: 'built-in' | 'given' | 'folder' | 'file' | 'package';
  /** Its folder or file. */
  readonly place?: string;
  readonly now: ExtensionState;
  readonly commands: readonly string[];
  /** Of one that runs. */
  readonly resources?: ExtensionResources;
  readonly needs: readonly ExtensionLink[];
  readonly conflicts: readonly ExtensionLink[];
  /** `[a, b, a]` where its needs lead back to itself. */
  readonly cycle?: readonly string[];
  readonly rights?: ExtensionRights;
  /** Its newest version waits to be allowed these powers. */
  readonly asks?: readonly PowerWords[];
  /** Why the newest version does not run; where `now` is `running`, an older one does. */
  readonly problem?: ExtensionProblem;
}

/**
 * `allow`: the powers that its manifest names. `trust`: it runs in this process, with all rights. `revoke`: both are taken
 * back.
 */
export type ExtensionDecision = 'allow' | 'trust' | 'revoke';

/** Which rules are enforced: what breaks one is not loaded; else it is, with a warning. */
export interface Enforcement {
  readonly dependencies: boolean;
  readonly conflicts: boolean;
}

/** Extensions as operators steer them. Names are found however they are written: `My Karma`, `my_karma`, `my-karma`. */
export interface ExtensionDesk {
  /** Those that were added first, then the built-in ones. */
  list(): readonly ExtensionView[];
  find(name: string): ExtensionView | undefined;
  /** What the log said of it last, oldest first; of this run of the program only. */
  log(name: string): readonly ExtensionLogLine[];
  /** Refuses with `extensions.unknown`, `extensions.loaded`, `extensions.blacklisted`, `extensions.failed`. */
  load(name: string): Promise<Result<ExtensionView>>;
  /** Until it is loaded again, also after a restart. Refuses with `extensions.needed`, `extensions.built-in`. */
  unload(name: string): Promise<Result<ExtensionView>>;
  /** The new version beside the old one, then in its place; the old one stays where the new one fails. */
  reload(name: string): Promise<Result<ExtensionView>>;
  /** Decides what an extension may, and loads it anew. */
  decide(name: string, decision: ExtensionDecision): Promise<Result<ExtensionView>>;
  enforcement(): Enforcement;
}
