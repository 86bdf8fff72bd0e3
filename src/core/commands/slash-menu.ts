import type { CommandInfo } from './command-info.ts';
import type { SlashLimits, SlashPlan } from './slash-plan.ts';

/** How a command can be given where the network has a menu of its own. */
export type MenuMark =
  | 'both'
  /** By prefix, as its author wants it. */
  | 'typed'
  /** By prefix, because the menu is full. */
  | 'left';

/** How the menu of slash commands stands: how full it is, and when it was told to the networks. */
export interface MenuState extends SlashPlan {
  readonly limits: SlashLimits;
  readonly pinned: readonly string[];
  /** Since when those that found no place have none, by name. */
  readonly leftSinceMs: ReadonlyMap<string, number>;
  /** How much each was used lately, by name. */
  readonly uses: ReadonlyMap<string, number>;
}

/** What a network that was told the commands anew made of it. */
export interface Synced {
  readonly connection: string;
  readonly outcome: 'same' | 'written' | 'failed';
  readonly commands: number;
}

/** The commands in the networks' own menus: which stand there, and telling the networks. */
export interface SlashMenu {
  state(): MenuState;
  markOf(command: CommandInfo): MenuMark;
  /** Plans anew and tells every network that has a menu. */
  sync(): Promise<readonly Synced[]>;
}
