import type { SettingPlace, Settings } from '../settings/settings.ts';
import type { Catalogue, Match } from './catalogue.ts';
import type { CommandInfo } from './command-info.ts';
import { canBeSwitchedOff, modulesOff } from './module-switch.ts';

/** What a place decides about the commands in it. */
export interface LocalRules {
  /** The command that a line begins with, by the names that hold here. */
  match(line: string, catalogue: Catalogue): Match | undefined;
  isOff(command: Pick<CommandInfo, 'name' | 'module'>): boolean;
  /** Whether it is off because its whole module is. */
  isModuleOff(command: Pick<CommandInfo, 'module'>): boolean;
  nameOf(command: Pick<CommandInfo, 'name'>): string;
  /** The names that were given here; its own are in the catalogue. */
  aliasesOf(command: Pick<CommandInfo, 'name'>): readonly string[];
  /** Who may give it here; empty: its own rules hold. */
  whoMay(command: Pick<CommandInfo, 'name'>): readonly string[];
}

const nobody: readonly string[] = [];

const familyOf = (name: string): string => name.split(' ', 1)[0] ?? name;

/** Reads what holds for the commands of a place. */
export function localRules(settings: Settings, place: SettingPlace): LocalRules {
  const off = new Set(settings.readList('commands.off', place));
  const modules = new Set(settings.readList(modulesOff, place).filter(canBeSwitchedOff));
  const isModuleOff = ({ module }: Pick<CommandInfo, 'module'>): boolean =>
    modules.size > 0 && module !== undefined && modules.has(module);
  const renames = pairs(settings.readList('commands.names', place));
  const aliases = pairs(settings.readList('commands.aliases', place));
  const access = Map.groupBy(
    pairs(settings.readList('commands.access', place)),
    ([command]) => command,
  );
  const nameOf = new Map(renames.map(([name, command]) => [command, name]));
  const found = new Map([...aliases, ...renames].map(([name, of]) => [name.toLowerCase(), of]));

  function match(line: string, catalogue: Catalogue): Match | undefined {
    const local = found.size > 0 ? matchIn(found, line, catalogue) : undefined;
    if (local) return local;
    const own = catalogue.match(line);
    return own && nameOf.has(own.command.name) && isItsName(own, line) ? undefined : own;
  }

  return {
    match,
    isOff: ({ name, module }) =>
      (off.size > 0 && (off.has(name) || off.has(familyOf(name)))) ||
      isModuleOff({ ...(module !== undefined && { module }) }),
    isModuleOff,
    nameOf: ({ name }) => nameOf.get(name) ?? name,
    aliasesOf: ({ name }) => aliases.flatMap(([alias, of]) => (of === name ? [alias] : [])),
    whoMay: ({ name }) => access.get(name)?.map(([, who]) => who) ?? nobody,
  };
}

const pairs = (items: readonly string[]): readonly (readonly [string, string])[] =>
  items.map((item) => {
    const at = item.indexOf('=');
    return [item.slice(0, at), item.slice(at + 1)];
  });

function matchIn(
  names: ReadonlyMap<string, string>,
  line: string,
  catalogue: Catalogue,
): Match | undefined {
  const [first = '', second] = line.split(' ', 2);
  const two = second === undefined ? undefined : `${first} ${second}`;
  for (const typed of two === undefined ? [first] : [two, first]) {
    const command = catalogue.find(names.get(typed.toLowerCase()) ?? '');
    if (command) return { command, rest: line.slice(typed.length + 1) };
  }
  return undefined;
}

/** Whether it was called by the name that a new one took the place of; its aliases stay. */
const isItsName = ({ command: { name } }: Match, line: string): boolean =>
  line.slice(0, name.length).toLowerCase() === name.toLowerCase() &&
  (line.length === name.length || line[name.length] === ' ');
