import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { Log } from '../../../base/log.ts';
import type { MenuCommand, SlashCommand, SlashOption } from '../../../core/platform.ts';
import type { Api } from '../api.ts';
import { limits } from './limits.ts';
import { plainText } from './markdown.ts';

const optionTypes: Readonly<Record<SlashOption['type'], ApplicationCommandOptionType>> = {
  text: ApplicationCommandOptionType.String,
  integer: ApplicationCommandOptionType.Integer,
  number: ApplicationCommandOptionType.Number,
  boolean: ApplicationCommandOptionType.Boolean,
  actor: ApplicationCommandOptionType.User,
  channel: ApplicationCommandOptionType.Channel,
  role: ApplicationCommandOptionType.Role,
};

/** An option as the API takes and lists it; what is not here is left to Discord. */
interface ApiOption {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly options?: readonly ApiOption[];
}

export interface ApiCommand {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly options: readonly ApiOption[];
  readonly contexts: readonly number[];
  /** The permissions without which clients do not offer it, where administrators of a guild have set no others. */
  readonly default_member_permissions?: string | null;
}

/** The declaration that Discord takes, within its limits. */
export const apiCommands = (commands: readonly SlashCommand[]): readonly ApiCommand[] =>
  commands.slice(0, limits.commands).map((command) => ({
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    description: described(command.description, command.name),
    options: command.subcommands
      ? command.subcommands.slice(0, limits.commandOptions).map(subcommand)
      : optionsFrom(command.options),
    contexts: contextsOf(command.direct),
  }));

/** The menus of people and messages: named as people read it, and nothing more. */
const apiMenus = (menus: readonly MenuCommand[]): readonly ApiCommand[] =>
  menus.map(({ name, on, staff, direct }) => ({
    type: on === 'person' ? ApplicationCommandType.User : ApplicationCommandType.Message,
    name: plainText(name, limits.commandName),
    description: '',
    options: [],
    contexts: contextsOf(direct),
    // Only what clients show: who may use it is judged when it is used.
    default_member_permissions: staff ? String(PermissionFlagsBits.ModerateMembers) : null,
  }));

const contextsOf = (direct: boolean): readonly number[] =>
  direct
    ? [InteractionContextType.Guild, InteractionContextType.BotDM]
    : [InteractionContextType.Guild];

const subcommand = (command: Omit<SlashCommand, 'subcommands'>): ApiOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  name: command.name,
  description: described(command.description, command.name),
  options: optionsFrom(command.options),
});

/** Discord wants those that are required first. */
const optionsFrom = (options: readonly SlashOption[]): readonly ApiOption[] =>
  [...options]
    .sort((a, b) => Number(b.required) - Number(a.required))
    .slice(0, limits.commandOptions)
    .map(optionFrom);

function optionFrom(option: SlashOption): ApiOption {
  const choices = (option.choices ?? []).slice(0, limits.choices);
  // An option with choices cannot complete, and too many to list are better found by typing.
  const completes = option.completes === true && choices.length === 0;
  return {
    type: optionTypes[option.type],
    name: option.name,
    description: described(option.description, option.name),
    required: option.required,
    ...(completes && { autocomplete: true }),
    ...(choices.length > 0 && { choices: choices.map((text) => choiceFrom(text, option.type)) }),
    ...bounds(option),
  };
}

function choiceFrom(text: string, type: SlashOption['type']) {
  const name = plainText(text, limits.choice);
  return { name, value: type === 'integer' || type === 'number' ? Number(text) : name };
}

function bounds({ type, min, max }: SlashOption): Partial<ApiOption> {
  if (type === 'text')
    return {
      ...(min !== undefined && { min_length: Math.min(6_000, Math.max(0, min)) }),
      ...(max !== undefined && { max_length: Math.min(6_000, Math.max(1, max)) }),
    };
  if (type !== 'integer' && type !== 'number') return {};
  return {
    ...(min !== undefined && { min_value: min }),
    ...(max !== undefined && { max_value: max }),
  };
}

const described = (text: string, fallback: string): string =>
  plainText(text, limits.description) || fallback;

const listedOption = z.object({
  type: z.number(),
  name: z.string(),
  description: z.string(),
  required: z.boolean().nullish(),
  autocomplete: z.boolean().nullish(),
  choices: z
    .array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) }))
    .nullish(),
  min_value: z.number().nullish(),
  max_value: z.number().nullish(),
  min_length: z.number().nullish(),
  max_length: z.number().nullish(),
  get options(): z.ZodOptional<z.ZodNullable<z.ZodArray<typeof listedOption>>> {
    return z.array(listedOption).nullish();
  },
});

const listedCommand = z.object({
  type: z.number().nullish(),
  name: z.string(),
  description: z.string(),
  options: z.array(listedOption).nullish(),
  contexts: z.array(z.number()).nullish(),
  default_member_permissions: z.string().nullish(),
});

type AnyOption = z.output<typeof listedOption> | ApiOption;
type AnyCommand = z.output<typeof listedCommand> | ApiCommand;

/** One text per set of commands: the same for the same commands, whatever the API fills in or leaves out. */
export const canonical = (commands: readonly AnyCommand[]): string =>
  JSON.stringify(
    [...commands]
      .sort((a, b) =>
        a.name === b.name ? (a.type ?? 1) - (b.type ?? 1) : a.name < b.name ? -1 : 1,
      )
      .map((command) => [
        command.type ?? 1,
        command.name,
        command.description,
        (command.options ?? []).map(canonicalOption),
        command.contexts ? [...command.contexts].sort() : null,
        command.default_member_permissions ?? null,
      ]),
  );

const canonicalOption = (option: AnyOption): unknown => [
  option.type,
  option.name,
  option.description,
  option.required ?? false,
  option.autocomplete ?? false,
  (option.choices ?? []).map(({ name, value }) => [name, value]),
  [option.min_value, option.max_value, option.min_length, option.max_length].map(
    (at) => at ?? null,
  ),
  (option.options ?? []).map(canonicalOption),
];

interface Declaring {
  readonly menus?: readonly MenuCommand[];
  readonly api: Api;
  readonly application: string;
  readonly log: Log;
}

/** Declares commands for all guilds at once, with one write, and only when the API lists others. */
export async function declareCommands(
  commands: readonly SlashCommand[],
  { menus = [], api, application, log }: Declaring,
): Promise<'same' | 'written'> {
  if (commands.length > limits.commands)
    log.warn(
      { declared: commands.length, most: limits.commands },
      'Discord takes no more commands; the rest is left out',
    );
  const route = `/applications/${application}/commands` as const;
  const wanted = [...apiCommands(commands), ...apiMenus(menus)];
  const listed = await api.call({ method: 'Get', route, repeatable: true });
  const known = z.array(listedCommand).safeParse(listed);
  if (known.success && canonical(known.data) === canonical(wanted)) return 'same';
  await api.call({ method: 'Put', route, body: wanted, repeatable: true });
  log.info({ commands: wanted.length }, 'Declared the slash commands');
  return 'written';
}
