import type { CompletionEvent } from '../event.ts';
import { withoutMarkup } from '../markup.ts';
import type { Platform, SlashCommand, SlashOption } from '../platform.ts';
import type { Say } from '../texts/texts.ts';
import type { Argument } from './arguments.ts';
import type { Command } from './command.ts';
import type { DispatchParts } from './dispatch-parts.ts';

/** Discord's limit for descriptions of commands and options. */
const maxDescription = 100;

/** The commands as platforms with slash commands declare them; a family (`rate stats`) becomes one with subcommands. */
export function slashCommands(commands: readonly Command[], say: Say): readonly SlashCommand[] {
  const families = new Map<string, SlashCommand[]>();
  const alone: SlashCommand[] = [];
  for (const command of commands.filter((one) => !one.hidden)) {
    const [family, own] = command.name.split(' ');
    if (own === undefined) alone.push(declared(command, command.name, say));
    else
      families.set(family ?? '', [
        ...(families.get(family ?? '') ?? []),
        declared(command, own, say),
      ]);
  }
  const grouped = [...families].map(([name, subcommands]) => ({
    name,
    description: shown(say, `${name}.about`),
    options: [],
    subcommands,
    direct: subcommands.some((one) => one.direct),
  }));
  return [...alone, ...grouped].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

const declared = (command: Command, name: string, say: Say): SlashCommand => ({
  name,
  description: shown(say, `${command.name}.about`),
  options: Object.entries(command.args).map(([argument, spec]) =>
    option(argument, spec, shown(say, `${command.name}.arg.${argument}`)),
  ),
  direct: command.where !== 'space',
});

function option(name: string, spec: Argument<unknown>, description: string): SlashOption {
  return {
    name,
    description,
    type: typeOf(spec),
    required: !spec.optional,
    ...(spec.choices && { choices: spec.choices }),
    ...(spec.suggest && { completes: true }),
    ...(spec.min !== undefined && spec.min > -1e15 && { min: spec.min }),
    ...(spec.max !== undefined && spec.max < 1e15 && { max: spec.max }),
  };
}

function typeOf({ kind }: Argument<unknown>): SlashOption['type'] {
  return kind === 'rest' || kind === 'duration' || kind === 'choice' ? 'text' : kind;
}

const shown = (say: Say, key: string): string => withoutMarkup(say(key)).slice(0, maxDescription);

/** Answers what could stand in an option; an unknown one, and one that fails, gets an empty list, so that nothing hangs. */
export async function complete(
  event: CompletionEvent,
  platform: Platform,
  { catalogue, ports }: Pick<DispatchParts, 'catalogue' | 'ports'>,
): Promise<void> {
  const argument = catalogue.find(event.command)?.args[event.option];
  const about = { where: event.where, settings: ports.settings, catalogue, others: event.others };
  let suggestions: readonly string[] = [];
  try {
    suggestions = (await argument?.suggest?.(event.typed, about)) ?? [];
  } catch (failure) {
    ports.log.warn({ command: event.command, err: failure }, 'Suggestions failed');
  }
  // Too late an answer is no harm: the person has typed on.
  await platform.complete(event.reply, suggestions.slice(0, 25)).catch(() => {});
}
