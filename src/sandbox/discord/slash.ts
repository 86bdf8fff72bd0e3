import { CastellanError } from '../../base/errors.ts';
import { commandsFor } from './commands.ts';
import {
  channelType,
  type Application,
  type Channel,
  type Command,
  type CommandOption,
  type Guild,
  type JsonObject,
  type Member,
  type User,
} from './model.ts';
import { channelCalled, roleCalled, userCalled } from './names.ts';
import { channelPermissions, has } from './permissions.ts';
import { channelJson, memberPart, roleJson, userJson } from './wire.ts';
import type { World } from './world.ts';

export type SlashValues = Readonly<Record<string, string | number | boolean>>;

/** What a command line comes to: whom it is for and what he is sent. */
export interface Prepared {
  readonly application: Application;
  readonly command: Command;
  readonly data: JsonObject;
}

export interface SlashContext {
  readonly world: World;
  readonly user: User;
  readonly guild: Guild;
  readonly channel: Channel;
}

const type = {
  subcommand: 1,
  group: 2,
  text: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
} as const;

/** Turns `rate stats` with its options into what the client would send, refusing what the client would not let through. */
export function prepareSlash(
  context: SlashContext,
  line: string,
  values: SlashValues,
  focused?: string,
): Prepared {
  const [name = '', ...path] = line.replace(/^\//, '').trim().split(/\s+/);
  const { application, command } = findCommand(context, name);
  requireAllowed(context, command);
  const resolved = { users: {}, members: {}, roles: {}, channels: {} };
  const leaf = leafOf(command, path);
  const options = leaf.options.flatMap((option) =>
    filled({ ...context, resolved }, option, values, focused),
  );
  requireKnown(leaf.options, values, line);
  return {
    application,
    command,
    data: {
      id: command.id,
      name: command.name,
      type: command.type,
      ...(command.guild_id !== undefined && { guild_id: command.guild_id }),
      options: leaf.wrap(options),
      ...(Object.values(resolved).some((entries) => Object.keys(entries).length > 0) && {
        resolved,
      }),
    },
  };
}

function findCommand(
  { world, channel }: SlashContext,
  name: string,
): { application: Application; command: Command } {
  const offered = applicationsIn(world, channel).flatMap((application) =>
    commandsFor(application, channel.guild).map((command) => ({ application, command })),
  );
  const found = offered.find(({ command }) => command.name === name && command.type === 1);
  if (found) return found;
  const names = offered.map(({ command }) => `/${command.name}`).join(', ');
  throw new CastellanError(
    'bad-input',
    `No command is called "/${name}" here; there is ${names === '' ? 'none at all' : names}`,
  );
}

/** The bots that can be asked something in this channel. */
export const applicationsIn = (
  world: World,
  { guild, recipients }: Channel,
): readonly Application[] =>
  [...world.applications.values()].filter(({ user }) =>
    guild ? guild.members.has(user.id) : recipients.some(({ id }) => id === user.id),
  );

function requireAllowed({ world, user, channel }: SlashContext, command: Command): void {
  if (!mayUse(world, user, channel, command))
    throw new CastellanError(
      'bad-input',
      `/${command.name} is not offered to ${user.username} here`,
    );
}

/** Whether the client would offer this command to this person here. */
export function mayUse(world: World, user: User, channel: Channel, command: Command): boolean {
  const context = channel.type === channelType.direct ? 1 : 0;
  if (command.contexts && !command.contexts.includes(context)) return false;
  const wanted = command.default_member_permissions;
  if (wanted === null || !channel.guild) return true;
  return has(channelPermissions(channel, user.id, world.clock.now()), BigInt(wanted));
}

interface Leaf {
  readonly options: readonly CommandOption[];
  readonly wrap: (options: readonly JsonObject[]) => readonly JsonObject[];
}

/** Walks down subcommand groups and subcommands. */
function leafOf(command: Pick<Command, 'name' | 'options'>, path: readonly string[]): Leaf {
  const [next, ...rest] = path;
  const nested = command.options.filter(
    (option) => option.type === type.subcommand || option.type === type.group,
  );
  if (next === undefined && nested.length === 0)
    return { options: command.options, wrap: (options) => options };
  const option = nested.find(({ name }) => name === next);
  if (!option)
    throw new CastellanError(
      'bad-input',
      `"/${command.name}" has no subcommand "${next ?? ''}"; it has ${nested.map(({ name }) => name).join(', ') || 'none'}`,
    );
  const inner = leafOf(
    { name: `${command.name} ${option.name}`, options: option.options ?? [] },
    rest,
  );
  return {
    options: inner.options,
    wrap: (options) => [{ type: option.type, name: option.name, options: inner.wrap(options) }],
  };
}

interface Filling extends SlashContext {
  readonly resolved: {
    readonly users: Record<string, object>;
    readonly members: Record<string, object>;
    readonly roles: Record<string, object>;
    readonly channels: Record<string, object>;
  };
}

function filled(
  filling: Filling,
  option: CommandOption,
  values: SlashValues,
  focused: string | undefined,
): readonly JsonObject[] {
  const value = values[option.name];
  const isFocused = option.name === focused;
  if (value === undefined) {
    if (option.required === true && focused === undefined)
      throw new CastellanError('bad-input', `The option "${option.name}" is required`);
    return isFocused ? [{ type: option.type, name: option.name, value: '', focused: true }] : [];
  }
  if (!isFocused) requireValid(option, value);
  const sent = isFocused ? value : valueFor(filling, option, value);
  return [
    { type: option.type, name: option.name, value: sent, ...(isFocused && { focused: true }) },
  ];
}

function valueFor(
  filling: Filling,
  option: CommandOption,
  value: string | number | boolean,
): string | number | boolean {
  switch (option.type) {
    case type.integer:
    case type.number:
      return Number(value);
    case type.boolean:
      return value === true || value === 'true';
    case type.user:
      return resolveUser(filling, String(value));
    case type.channel:
      return resolveChannel(filling, String(value));
    case type.role:
      return resolveRole(filling, String(value));
    case type.mentionable:
      return userCalled(filling.world, String(value))
        ? resolveUser(filling, String(value))
        : resolveRole(filling, String(value));
    default:
      return String(value);
  }
}

function resolveUser({ world, guild, resolved }: Filling, name: string): string {
  const user = userCalled(world, name);
  if (!user) throw new CastellanError('bad-input', `Nobody is called "${name}"`);
  resolved.users[user.id] = userJson(user);
  const member = guild.members.get(user.id);
  if (member) resolved.members[user.id] = resolvedMember(world, guild, member);
  return user.id;
}

export const resolvedMember = (world: World, guild: Guild, member: Member): object => ({
  ...memberPart(member),
  permissions:
    [...guild.channels.values()]
      .slice(0, 1)
      .map((channel) =>
        channelPermissions(channel, member.user.id, world.clock.now()).toString(),
      )[0] ?? '0',
});

function resolveChannel({ world, guild, user, resolved }: Filling, name: string): string {
  const channel = channelCalled(world, guild, name);
  resolved.channels[channel.id] = {
    ...channelJson(channel),
    permissions: channelPermissions(channel, user.id, world.clock.now()).toString(),
  };
  return channel.id;
}

function resolveRole({ guild, resolved }: Filling, name: string): string {
  const role = roleCalled(guild, name);
  if (!role) throw new CastellanError('bad-input', `"${guild.name}" has no role called "${name}"`);
  resolved.roles[role.id] = roleJson(role);
  return role.id;
}

/** What the client itself checks before it sends anything. */
function requireValid(option: CommandOption, value: string | number | boolean): void {
  requireChoice(option, value);
  if (option.type === type.integer && !Number.isInteger(Number(value)))
    throw new CastellanError('bad-input', `"${option.name}" takes a whole number, not "${value}"`);
  if (option.type === type.number && !Number.isFinite(Number(value)))
    throw new CastellanError('bad-input', `"${option.name}" takes a number, not "${value}"`);
  const isText = option.type === type.text;
  const { min = -Infinity, max = Infinity } = isText
    ? { min: option.min_length, max: option.max_length }
    : { min: option.min_value, max: option.max_value };
  const size = isText ? String(value).length : Number(value);
  if (size < min || size > max)
    throw new CastellanError('bad-input', `"${option.name}" must lie between ${min} and ${max}`);
}

function requireChoice(
  { choices = [], name, autocomplete }: CommandOption,
  value: string | number | boolean,
): void {
  if (
    choices.length === 0 ||
    autocomplete === true ||
    choices.some((choice) => choice.value === value)
  )
    return;
  throw new CastellanError(
    'bad-input',
    `"${value}" is not a choice of "${name}"; choices are ${choices.map((choice) => choice.value).join(', ')}`,
  );
}

function requireKnown(options: readonly CommandOption[], values: SlashValues, line: string): void {
  for (const name of Object.keys(values))
    if (!options.some((option) => option.name === name))
      throw new CastellanError(
        'bad-input',
        `"/${line}" has no option "${name}"; it has ${options.map((option) => option.name).join(', ') || 'none'}`,
      );
}
