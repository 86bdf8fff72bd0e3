import type { PlayCommand, PlayOption, PlayOptionValue } from '../../../src/dashboard/wire.ts';

/** The commands that what is typed could become, best first. Empty unless it begins with a slash. */
export function suggestedCommands(
  typed: string,
  commands: readonly PlayCommand[],
): readonly PlayCommand[] {
  if (!typed.startsWith('/')) return [];
  const wanted = typed.slice(1).toLowerCase();
  const rank = ({ name }: PlayCommand) =>
    name.startsWith(wanted) ? 0 : name.includes(wanted) ? 1 : undefined;
  return commands
    .map((command) => ({ command, rank: rank(command) }))
    .filter((one) => one.rank !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || compare(a.command.name, b.command.name))
    .map((one) => one.command);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The command that is typed in full, and what stands behind it. The longest name wins. */
export function typedCommand(
  typed: string,
  commands: readonly PlayCommand[],
): { readonly command: PlayCommand; readonly rest: string } | undefined {
  if (!typed.startsWith('/')) return undefined;
  const text = typed.slice(1);
  const command = commands
    .filter(({ name }) => text === name || text.startsWith(`${name} `))
    .sort((a, b) => b.name.length - a.name.length)[0];
  return command && { command, rest: text.slice(command.name.length).trim() };
}

/** What is typed into the fields of a command's options, by name. */
export type OptionFields = Readonly<Record<string, string>>;

export type ReadOptions =
  | { readonly ok: true; readonly options: Readonly<Record<string, PlayOptionValue>> }
  | { readonly ok: false; readonly option: string; readonly problem: string };

/** Turns the fields into what the network takes, or says which one is wrong. Empty ones are left out. */
export function readOptions(command: PlayCommand, fields: OptionFields): ReadOptions {
  const options: Record<string, PlayOptionValue> = {};
  for (const option of command.options) {
    const text = (fields[option.name] ?? '').trim();
    if (text === '' && option.required) {
      return { ok: false, option: option.name, problem: `${option.name} is needed` };
    }
    if (text === '') continue;
    const value = valueOf(option, text);
    if (value === undefined) {
      return { ok: false, option: option.name, problem: `${option.name} ${expected(option)}` };
    }
    options[option.name] = value;
  }
  return { ok: true, options };
}

function valueOf({ type }: PlayOption, text: string): PlayOptionValue | undefined {
  switch (type) {
    case 'integer':
      return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
    case 'number':
      return Number.isFinite(Number(text)) ? Number(text) : undefined;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'text':
    case 'actor':
    case 'channel':
    case 'role':
      return text;
  }
}

const expected = ({ type }: PlayOption): string =>
  type === 'integer'
    ? 'must be a whole number'
    : type === 'number'
      ? 'must be a number'
      : 'must be yes or no';
