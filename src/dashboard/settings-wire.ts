/** What goes between the dashboard's server and its page about settings, as JSON and nothing else. */

/** A layer that values can be set in. */
export interface ScopeView {
  /** `instance`, `space:irc:libera:#castle`: what goes into addresses and requests. */
  readonly id: string;
  readonly kind: 'instance' | 'community' | 'space' | 'channel';
  readonly name: string;
  /** How many values are set in exactly this layer. */
  readonly set: number;
}

export interface SettingView {
  readonly name: string;
  readonly kind:
    'integer' | 'text' | 'boolean' | 'choice' | 'duration' | 'list' | 'channel' | 'role' | 'secret';
  readonly text: string;
  readonly takes: string;
  readonly restart: boolean;
  readonly options?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** What holds in this layer: as people read it, and as they type it. Of a secret only whether it is set. */
  readonly shown: string;
  readonly typed: string;
  /** The layer that it comes from: a scope's id, `file` or `default`. */
  readonly from: string;
  /** Whether it is set in exactly this layer. */
  readonly set: boolean;
  readonly changed: boolean;
  readonly byDefault: string;
  /** What would hold without the value of this layer. */
  readonly wider: string;
  /** Goes back with a change, so that nobody writes over what somebody else has changed meanwhile. */
  readonly revision: number;
}

export interface StagedView {
  readonly id: string;
  readonly changes: readonly {
    readonly name: string;
    readonly scope: string;
    readonly value: string | null;
  }[];
  readonly applyAtMs: number;
  readonly revertAtMs?: number;
  readonly state: 'waiting' | 'applied' | 'over' | 'cancelled' | 'failed';
  readonly by: string;
}

/** A stored value that nothing obeys. */
export interface MisfitView {
  readonly name: string;
  readonly scope: string;
  readonly value: string;
  readonly why: 'unknown' | 'misfit' | 'noScope';
  readonly takes?: string;
}

export interface SettingsView {
  readonly scope: ScopeView;
  readonly scopes: readonly ScopeView[];
  readonly settings: readonly SettingView[];
  readonly staged: readonly StagedView[];
  readonly misfits: readonly MisfitView[];
  /** In which clock times are read. */
  readonly timeZone: string;
  /** The number of the last change of all. */
  readonly revision: number;
}

export interface SettingsChange {
  readonly scope: string;
  readonly changes: readonly {
    readonly name: string;
    /** As typed; null goes back to what wider layers say. */
    readonly value: string | null;
    readonly revision?: number;
  }[];
}

/** All of it was changed, or nothing. */
export type SettingsAnswer =
  | { readonly applied: true; readonly view: SettingsView }
  | {
      readonly applied: false;
      readonly problems: readonly { readonly name: string; readonly message: string }[];
    };

export interface RevisionView {
  readonly id: number;
  readonly scope: string;
  readonly name: string;
  /** Null: what wider layers said. */
  readonly before: string | null;
  readonly after: string | null;
  readonly by: string;
  readonly via: string;
  readonly note: string;
  readonly atMs: number;
}

export interface DifferenceView {
  readonly name: string;
  readonly scope: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface RolledBackView {
  readonly view: SettingsView;
  readonly changed: number;
  /** What could not be taken back, in words. */
  readonly left: readonly string[];
}

export interface ImportView {
  readonly changes: readonly DifferenceView[];
  readonly same: number;
  readonly problems: readonly { readonly about: string; readonly message: string }[];
  /** With it this plan is carried out; only where nothing is wrong and something would change. */
  readonly code?: string;
}

export interface StageRequest extends SettingsChange {
  /** As people write times: `20:00`, `2h`, `2027-01-31 20:00`. */
  readonly at: string;
  readonly until?: string;
}
