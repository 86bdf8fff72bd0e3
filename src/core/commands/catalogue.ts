import { distance } from 'fastest-levenshtein';
import type { CommandList } from './command-info.ts';
import type { Command } from './command.ts';

/** All commands by name and alias, without regard to case. */
export interface Catalogue extends CommandList {
  /** Throws a RangeError for a name that is taken. The returned function takes the commands out again. */
  add(commands: readonly Command[]): () => void;
  all(): readonly Command[];
  /** The command that a line begins with, and what follows its name. Two-word names are tried first. */
  match(line: string): Match | undefined;
  find(name: string): Command | undefined;
  /** Grows when commands come or go. */
  readonly version: number;
}

export interface Match {
  readonly command: Command;
  readonly rest: string;
}

export function catalogue(): Catalogue {
  const commands = new Map<string, Command>();
  const names = new Map<string, Command>();
  let version = 0;

  /** Before anything is added: all come in, or none. */
  function refuseTaken(added: readonly Command[]): void {
    const coming = new Set<string>();
    for (const name of added.flatMap((command) => [command.name, ...command.aliases])) {
      const key = name.toLowerCase();
      if (names.has(key) || coming.has(key))
        throw new RangeError(`A command called "${name}" is there already`);
      coming.add(key);
    }
  }

  function addOne(command: Command): void {
    commands.set(command.name, command);
    for (const name of [command.name, ...command.aliases]) names.set(name.toLowerCase(), command);
  }

  return {
    get version() {
      return version;
    },
    add(added) {
      refuseTaken(added);
      added.forEach(addOne);
      version += 1;
      return () => {
        version += 1;
        for (const { name, aliases } of added) {
          commands.delete(name);
          for (const each of [name, ...aliases]) names.delete(each.toLowerCase());
        }
      };
    },
    all: () => [...commands.values()],
    find: (name) => names.get(name.toLowerCase()),
    match: (line) => matchIn(names, line),
    closest: (typed) => closestOf(names.keys(), typed.toLowerCase()),
  };
}

/** Cuts without a regular expression: this runs for every line that begins with the prefix. */
function matchIn(names: ReadonlyMap<string, Command>, line: string): Match | undefined {
  const first = endOfWord(line, 0);
  const second = endOfWord(line, first + 1);
  const two = second > first ? names.get(line.slice(0, second).toLowerCase()) : undefined;
  if (two) return { command: two, rest: line.slice(second + 1) };
  const one = names.get(line.slice(0, first).toLowerCase());
  return one && { command: one, rest: line.slice(first + 1) };
}

function endOfWord(line: string, from: number): number {
  const end = line.indexOf(' ', from);
  return end < 0 ? line.length : end;
}

/** At most a third of the letters may differ, and never more than two. */
function closestOf(names: Iterable<string>, typed: string): string | undefined {
  const limit = Math.min(2, Math.floor(typed.length / 3));
  let best: { name: string; far: number } | undefined;
  for (const name of names) {
    const far = distance(name, typed);
    if (far <= limit && far < (best?.far ?? Infinity)) best = { name, far };
  }
  return best?.name;
}
