import type { InvocationEvent, MenuTarget } from '../event.ts';
import { withoutMarkup } from '../markup.ts';
import type { MenuCommand } from '../platform.ts';
import type { Say } from '../texts/texts.ts';
import type { Catalogue } from './catalogue.ts';
import type { CommandInfo, Menu } from './command-info.ts';
import type { Command } from './command.ts';
import type { Given } from './read-arguments.ts';

/** Discord's limit for the name of an entry. */
const maxName = 32;
/** How many entries the menu of people, and that of messages, takes. */
const mostEntries = 15;

const entryName = (say: Say, { name }: CommandInfo): string =>
  withoutMarkup(say(`${name}.menu`)).slice(0, maxName);

/** The entries of the menus of people and messages, by name. */
export function menuCommands(commands: readonly CommandInfo[], say: Say): readonly MenuCommand[] {
  const entries = commands.flatMap((command) =>
    menusOf(command).map(({ on }) => ({
      ...{ name: entryName(say, command), on, direct: command.where !== 'space' },
      staff: command.capability !== undefined,
    })),
  );
  const sorted = entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return (['person', 'message'] as const).flatMap((on) =>
    sorted.filter((entry) => entry.on === on).slice(0, mostEntries),
  );
}

/** The command that a platform has parsed, and what it was given. */
export function invoked(
  { command: name, menu, options }: InvocationEvent,
  catalogue: Catalogue,
  say: Say,
): { readonly command: Command; readonly given: Given } | undefined {
  if (!menu) {
    const command = catalogue.find(name);
    return command && { command, given: { kind: 'options', options } };
  }
  const command = catalogue
    .all()
    .find((one) => entryOn(one, menu.on) !== undefined && entryName(say, one) === name);
  const entry = command && entryOn(command, menu.on);
  return entry && { command, given: { kind: 'options', options: filled(entry, menu) } };
}

const menusOf = ({ menu = [] }: Pick<CommandInfo, 'menu'>): readonly Menu[] => [menu].flat();

/** Its entry in the menus of people, or of messages. */
export const entryOn = (
  command: Pick<CommandInfo, 'menu'>,
  on: MenuTarget['on'],
): Menu | undefined => menusOf(command).find((menu) => menu.on === on);

function filled({ fills }: Menu, target: MenuTarget): Record<string, string> {
  const options: Record<string, string> = {};
  for (const [argument, what] of Object.entries(fills)) {
    const value = target[what];
    if (value !== undefined) options[argument] = value;
  }
  return options;
}
