/** What goes between the dashboard's server and its page about commands, as JSON and nothing else. */
import type { ScopeView } from './settings-wire.ts';

export interface CommandEntry {
  /** Its own name. */
  readonly name: string;
  readonly about: string;
  readonly usage: string;
  readonly category: string;
  /** What it is called in this layer. */
  readonly called: string;
  /** Its own additional names, and those that were given. */
  readonly aliases: readonly string[];
  readonly given: readonly string[];
  readonly off: boolean;
  /** It cannot be switched off, renamed or given to others. */
  readonly fixed: boolean;
  /** What its own rules take; absent: nothing. */
  readonly capability?: { readonly name: string; readonly least: string };
  /** Who may give it here; empty: its own rules. */
  readonly who: readonly string[];
  readonly cooldownSeconds: number;
  /** Since the start. */
  readonly uses: number;
  /** How it can be given where there is a menu. */
  readonly mark: 'both' | 'typed' | 'left';
  readonly pinned: boolean;
  /** Whether it is in the menu of people or of messages. */
  readonly on?: readonly ('person' | 'message')[];
}

/** A module, as a place has it. */
export interface ModuleSwitchEntry {
  readonly name: string;
  readonly commands: number;
  readonly off: boolean;
  /** It cannot be switched off. */
  readonly fixed: boolean;
}

export interface SlashMenuView {
  readonly native: number;
  readonly left: readonly { readonly name: string; readonly sinceMs: number }[];
  readonly limit: number;
  readonly warn: number;
  readonly safe: number;
  readonly fullness: 'fine' | 'near' | 'full';
}

export interface CommandsView {
  readonly scope: ScopeView;
  readonly scopes: readonly ScopeView[];
  readonly commands: readonly CommandEntry[];
  readonly modules: readonly ModuleSwitchEntry[];
  readonly menu: SlashMenuView;
  /** The names of ranks and capabilities that can be named as who may. */
  readonly ranks: readonly string[];
  readonly capabilities: readonly string[];
}

export type CommandChange =
  | { readonly kind: 'off'; readonly off: boolean }
  | { readonly kind: 'name'; readonly name: string | null }
  | { readonly kind: 'alias'; readonly alias: string; readonly there: boolean }
  | { readonly kind: 'access'; readonly who: readonly string[] }
  | { readonly kind: 'cooldown'; readonly seconds: number | null }
  | { readonly kind: 'pin'; readonly pinned: boolean };

export interface CommandChangeRequest {
  readonly scope: string;
  readonly command: string;
  readonly change: CommandChange;
}

export interface SyncedView {
  readonly connection: string;
  readonly outcome: 'same' | 'written' | 'failed';
  readonly commands: number;
}
