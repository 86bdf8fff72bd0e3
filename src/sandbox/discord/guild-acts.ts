import { intent } from './intents.ts';
import {
  channelType,
  type Channel,
  type Guild,
  type Overwrite,
  type Role,
  type User,
} from './model.ts';
import { everyonesPermissions } from './permissions.ts';
import { channelJson, guildCreateJson, guildJson, roleJson } from './wire.ts';
import type { Application } from './model.ts';
import type { World } from './world.ts';

/** Founds a guild with its @everyone role and nothing else. */
export function foundGuild(world: World, name: string, owner: User): Guild {
  const id = world.ids.next();
  const guild: Guild = {
    id,
    name,
    ownerId: owner.id,
    createdAtMs: world.clock.now(),
    roles: new Map(),
    channels: new Map(),
    members: new Map(),
    bans: new Map(),
    autoMod: new Map(),
    audit: [],
    verificationLevel: 0,
    incidents: { invitesDisabledUntilMs: null, dmsDisabledUntilMs: null },
    available: true,
  };
  guild.roles.set(id, {
    ...plainRole,
    id,
    name: '@everyone',
    position: 0,
    permissions: everyonesPermissions,
  });
  world.guilds.set(id, guild);
  return guild;
}

const plainRole = { color: 0, hoist: false, position: 1, permissions: 0n, mentionable: false };

export type NewRole = Partial<Omit<Role, 'id'>> & Pick<Role, 'name'>;

export function createRole(world: World, guild: Guild, made: NewRole): Role {
  const role: Role = { ...plainRole, ...made, id: world.ids.next() };
  guild.roles.set(role.id, role);
  tellRole(world, 'GUILD_ROLE_CREATE', guild, role);
  return role;
}

export function changeRole(
  world: World,
  guild: Guild,
  role: Role,
  change: Partial<Omit<Role, 'id' | 'managedBy'>>,
): void {
  Object.assign(role, change);
  tellRole(world, 'GUILD_ROLE_UPDATE', guild, role);
}

export function deleteRole(world: World, guild: Guild, role: Role): void {
  guild.roles.delete(role.id);
  for (const member of guild.members.values())
    if (member.roles.includes(role.id))
      guild.members.set(member.user.id, {
        ...member,
        roles: member.roles.filter((id) => id !== role.id),
      });
  world.dispatches.emit({
    name: 'GUILD_ROLE_DELETE',
    guild,
    intents: intent.guilds,
    data: () => ({ guild_id: guild.id, role_id: role.id }),
  });
  world.changes.emit({ kind: 'guild-changed', guild });
}

function tellRole(world: World, name: string, guild: Guild, role: Role): void {
  world.dispatches.emit({
    name,
    guild,
    intents: intent.guilds,
    data: () => ({ guild_id: guild.id, role: roleJson(role) }),
  });
  world.changes.emit({ kind: 'guild-changed', guild });
}

const plainChannel = {
  type: channelType.text,
  topic: null,
  nsfw: false,
  parentId: null,
  slowmodeSeconds: 0,
  lastMessageId: null,
  recipients: [],
  thread: undefined,
};

export interface NewChannel extends Partial<
  Pick<
    Channel,
    | 'type'
    | 'topic'
    | 'nsfw'
    | 'position'
    | 'parentId'
    | 'slowmodeSeconds'
    | 'recipients'
    | 'thread'
  >
> {
  readonly name: string;
  readonly overwrites?: readonly Overwrite[];
  /** A thread made from a message takes its id. */
  readonly id?: string;
}

export function createChannel(world: World, guild: Guild | undefined, made: NewChannel): Channel {
  const { id = world.ids.next(), overwrites = [], ...rest } = made;
  const channel: Channel = {
    ...plainChannel,
    position: guild?.channels.size ?? 0,
    ...rest,
    id,
    guild,
    overwrites: new Map(overwrites.map((overwrite) => [overwrite.id, overwrite])),
    messages: new Map(),
  };
  world.channels.set(channel.id, channel);
  guild?.channels.set(channel.id, channel);
  if (guild)
    tellChannel(
      world,
      channel.thread ? 'THREAD_CREATE' : 'CHANNEL_CREATE',
      channel,
      channel.thread && { newly_created: true },
    );
  return channel;
}

export type ChannelChange = Partial<
  Pick<Channel, 'name' | 'topic' | 'nsfw' | 'position' | 'parentId' | 'slowmodeSeconds'>
>;

export function changeChannel(world: World, channel: Channel, change: ChannelChange): void {
  Object.assign(channel, change);
  tellChannel(world, channel.thread ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE', channel);
}

export function deleteChannel(world: World, channel: Channel): void {
  const { guild } = channel;
  for (const child of guild?.channels.values() ?? [])
    if (child.thread && child.parentId === channel.id) forget(world, child);
  tellChannel(world, channel.thread ? 'THREAD_DELETE' : 'CHANNEL_DELETE', channel);
  forget(world, channel);
}

function forget(world: World, channel: Channel): void {
  world.channels.delete(channel.id);
  channel.guild?.channels.delete(channel.id);
}

export function setOverwrite(world: World, channel: Channel, overwrite: Overwrite): void {
  channel.overwrites.set(overwrite.id, overwrite);
  tellChannel(world, 'CHANNEL_UPDATE', channel);
}

export function removeOverwrite(world: World, channel: Channel, id: string): boolean {
  const removed = channel.overwrites.delete(id);
  if (removed) tellChannel(world, 'CHANNEL_UPDATE', channel);
  return removed;
}

function tellChannel(world: World, name: string, channel: Channel, extra: object = {}): void {
  const { guild } = channel;
  world.dispatches.emit({
    name,
    guild,
    intents: intent.guilds,
    data: () => ({ ...channelJson(channel), ...extra }),
  });
  if (guild) world.changes.emit({ kind: 'guild-changed', guild });
}

export function changeGuild(
  world: World,
  guild: Guild,
  change: Partial<Pick<Guild, 'name' | 'ownerId' | 'verificationLevel' | 'incidents'>>,
): void {
  Object.assign(guild, change);
  world.dispatches.emit({
    name: 'GUILD_UPDATE',
    guild,
    intents: intent.guilds,
    data: () => guildJson(guild),
  });
  world.changes.emit({ kind: 'guild-changed', guild });
}

/** Tells an application of a guild: it came in, or the guild came back. */
export function tellGuild(world: World, guild: Guild, application: Application): void {
  world.dispatches.emit({
    name: 'GUILD_CREATE',
    guild,
    intents: intent.guilds,
    to: application,
    data: () => guildCreateJson(guild, application, false),
  });
}

/** Tells an application that a guild is gone: for a while, or for good. */
export function tellGuildGone(
  world: World,
  guild: Guild,
  application: Application,
  forAWhile: boolean,
): void {
  world.dispatches.emit({
    name: 'GUILD_DELETE',
    guild,
    intents: intent.guilds,
    to: application,
    data: () => ({ id: guild.id, ...(forAWhile && { unavailable: true }) }),
  });
}

/** The direct conversation between two, opened when there is none yet. */
export function directChannel(world: World, one: User, other: User): Channel {
  for (const channel of world.channels.values())
    if (
      channel.type === channelType.direct &&
      [one, other].every(({ id }) => channel.recipients.some((user) => user.id === id))
    )
      return channel;
  return createChannel(world, undefined, {
    name: '',
    type: channelType.direct,
    recipients: [one, other],
  });
}
