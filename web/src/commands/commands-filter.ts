import type { CommandEntry } from '../../../src/dashboard/commands-wire.ts';

export type Shown = 'all' | 'changed' | 'off' | 'left';

export interface CommandsFilter {
  readonly text: string;
  readonly shown: Shown;
}

export interface CommandGroup {
  readonly category: string;
  readonly commands: readonly CommandEntry[];
}

/** Whether the place has decided anything about it. */
export const isChanged = ({ name, called, given, off, who }: CommandEntry): boolean =>
  off || called !== name || given.length > 0 || who.length > 0;

/** The commands that have all the words, by category. */
export function grouped(
  commands: readonly CommandEntry[],
  { text, shown }: CommandsFilter,
): readonly CommandGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (command: CommandEntry): boolean => {
    const { name, called, about, aliases, given } = command;
    const all = [name, called, about, ...aliases, ...given].join(' ').toLowerCase();
    return isShown(command, shown) && words.every((word) => all.includes(word));
  };
  const found = commands.filter(fits);
  const categories = [...new Set(found.map(({ category }) => category))].sort();
  return categories.map((category) => ({
    category,
    commands: found.filter((command) => command.category === category),
  }));
}

function isShown(command: CommandEntry, shown: Shown): boolean {
  switch (shown) {
    case 'changed':
      return isChanged(command);
    case 'off':
      return command.off;
    case 'left':
      return command.mark === 'left';
    case 'all':
      return true;
  }
}
