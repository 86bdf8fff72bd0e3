import type { CommandList } from '../core/commands/command-info.ts';
import type { SlashMenu } from '../core/commands/slash-menu.ts';
import type { Permissions } from '../core/permissions/permissions.ts';
import type { SettingPlace } from '../core/settings/settings.ts';

/** The commands as the page shows and changes them. */
export interface CommandsPort {
  readonly catalogue: CommandList;
  readonly permissions: Pick<Permissions, 'capability' | 'authorise'>;
  readonly menu: SlashMenu;
  /** Those that run, with how many commands each has. */
  modules(): readonly { readonly name: string; readonly commands: number }[];
  /** Counts since the start, by command. */
  uses(): ReadonlyMap<string, number>;
  readonly cooldowns: {
    secondsOf(command: string, place: SettingPlace): number;
    /** The setting that holds it. */
    setting(command: string): string;
  };
}
