import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIModalSubmission,
} from 'discord-api-types/v10';
import { messageId } from '../../../base/ids.ts';
import type { Actor } from '../../../core/actor.ts';
import type { InboundEvent, MenuTarget, Place } from '../../../core/event.ts';
import { actorFrom } from './actor.ts';
import type { Decoder } from './decoder.ts';
import { madeAtMs } from './snowflake.ts';

/** What kind of answer an interaction waits for. */
export type InteractionKind = 'invocation' | 'completion' | 'component' | 'form';

/** Undefined for what is none of ours: pings. */
export function kindOf({ type }: APIInteraction): InteractionKind | undefined {
  switch (type) {
    case InteractionType.ApplicationCommand:
      return 'invocation';
    case InteractionType.ApplicationCommandAutocomplete:
      return 'completion';
    case InteractionType.MessageComponent:
      return 'component';
    case InteractionType.ModalSubmit:
      return 'form';
    default:
      return undefined;
  }
}

/** An option as far as we look, of a command or of one that is still being typed. */
interface Option {
  readonly name: string;
  readonly type: ApplicationCommandOptionType;
  readonly value?: string | number | boolean;
  readonly focused?: boolean;
  readonly options?: readonly Option[];
}

/**
 * Turns an interaction into an event; undefined for what is none of ours (pings). `token`
 * goes into the event's `reply` and comes back when it is answered.
 */
export function hearInteraction(
  decoder: Decoder,
  data: APIInteraction,
  token: unknown,
): InboundEvent | undefined {
  const happened = whoAndWhere(decoder, data);
  if (!happened) return undefined;
  const base = {
    ...happened,
    atMs: madeAtMs(data.id),
    reply: { ...happened, token, awaited: true },
  } as const;
  switch (data.type) {
    case InteractionType.ApplicationCommand: {
      const menu = menuTarget(data.data);
      if (menu) return { ...base, kind: 'invocation', command: data.data.name, options: {}, menu };
      if (data.data.type !== ApplicationCommandType.ChatInput) return undefined;
      const { path, options } = unfold(data.data.name, data.data.options ?? []);
      return { ...base, kind: 'invocation', command: path, options: read(options) };
    }
    case InteractionType.ApplicationCommandAutocomplete: {
      const { path, options } = unfold(data.data.name, data.data.options);
      const focused = options.find((option) => option.focused === true);
      if (!focused) return undefined;
      const { name: option, value: typed = '' } = focused;
      const others = Object.entries(read(options)).filter(([name]) => name !== option);
      return {
        ...{ ...base, kind: 'completion', command: path, option, typed: String(typed) },
        others: Object.fromEntries(others.map(([name, value]) => [name, String(value)])),
      };
    }
    case InteractionType.MessageComponent: {
      const values = 'values' in data.data ? data.data.values : [];
      return { ...base, kind: 'component', action: data.data.custom_id, values };
    }
    case InteractionType.ModalSubmit:
      return { ...base, kind: 'form', form: data.data.custom_id, fields: filled(data.data) };
    default:
      return undefined;
  }
}

/** What an entry of the menu of a person or message was called on. */
function menuTarget(data: APIApplicationCommandInteraction['data']): MenuTarget | undefined {
  if (data.type === ApplicationCommandType.User)
    return { on: 'person', person: `<@${data.target_id}>` };
  if (data.type !== ApplicationCommandType.Message) return undefined;
  const message = data.resolved.messages[data.target_id];
  if (!message) return undefined;
  return {
    ...{ on: 'message', person: `<@${message.author.id}>` },
    ...{ text: message.content, message: messageId(message.id) },
  };
}

function whoAndWhere(
  { directory }: Decoder,
  data: APIInteraction,
): { actor: Actor; where: Place } | undefined {
  const user = data.member?.user ?? data.user;
  const channel = data.channel?.id;
  if (!user || channel === undefined) return undefined;
  const guild = data.guild_id === undefined ? undefined : directory.guilds.get(data.guild_id);
  const actor = actorFrom(user, data.member, guild);
  return { actor, where: directory.place(channel, data.guild_id, actor.name) };
}

/** Follows subcommands down: `rate stats` and the options of the innermost. */
function unfold(
  name: string,
  options: readonly Option[],
): { path: string; options: readonly Option[] } {
  const [first] = options;
  const nests =
    first?.type === ApplicationCommandOptionType.Subcommand ||
    first?.type === ApplicationCommandOptionType.SubcommandGroup;
  if (!first || !nests) return { path: name, options };
  return unfold(`${name} ${first.name}`, first.options ?? []);
}

/** People, channels and roles come as they would be typed in a message, so that one reader serves both. */
function read(options: readonly Option[]): Record<string, string | number | boolean> {
  const values: Record<string, string | number | boolean> = {};
  for (const { name, type, value } of options)
    if (value !== undefined) values[name] = asTyped(type, value);
  return values;
}

function asTyped(
  type: ApplicationCommandOptionType,
  value: string | number | boolean,
): string | number | boolean {
  switch (type) {
    case ApplicationCommandOptionType.User:
      return `<@${value}>`;
    case ApplicationCommandOptionType.Channel:
      return `<#${value}>`;
    case ApplicationCommandOptionType.Role:
      return `<@&${value}>`;
    default:
      return value;
  }
}

function filled({ components }: APIModalSubmission): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const row of components) {
    const inputs =
      row.type === ComponentType.ActionRow
        ? row.components
        : 'component' in row
          ? [row.component]
          : [];
    for (const input of inputs)
      if (input.type === ComponentType.TextInput) fields[input.custom_id] = input.value;
  }
  return fields;
}
