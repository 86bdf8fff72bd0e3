import type { CommandInfo, CommandList } from './command-info.ts';

/**
 * Of what is called by two words (`my-list add`), those whose first is this: as they are called here, in order. What help
 * leaves out and what is switched off is not among them.
 */
export function familyHere(
  first: string,
  catalogue: Pick<CommandList, 'all'>,
  local: {
    readonly nameOf: (command: CommandInfo) => string;
    readonly isOff: (command: CommandInfo) => boolean;
  },
): readonly string[] {
  const members = catalogue
    .all()
    .filter((command) => !command.hidden && !local.isOff(command))
    .map((command) => local.nameOf(command));
  return membersOf(first, members).toSorted((a, b) => a.localeCompare(b, 'en'));
}

/** Those of the names that begin with this word and have another. */
export const membersOf = (first: string, names: readonly string[]): readonly string[] =>
  names.filter((name) => name.toLowerCase().startsWith(`${first.toLowerCase()} `));
