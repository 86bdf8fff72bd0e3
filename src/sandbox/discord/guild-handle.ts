import { CastellanError } from '../../base/errors.ts';
import {
  changeChannel,
  changeRole,
  createChannel,
  tellGuild,
  tellGuildGone,
} from './guild-acts.ts';
import { intent } from './intents.ts';
import { leaveGuild } from './member-acts.ts';
import { postMessage } from './messages.ts';
import type { AuditEntry, AutoModRule, Channel, Guild } from './model.ts';
import { channelCalled, roleCalled } from './names.ts';
import { observer, type Observer } from './observer.ts';
import type { MemberOptions, People } from './people.ts';
import type { Person } from './person.ts';
import { permission } from './permissions.ts';
import { messageView, type MessageView } from './view.ts';
import type { World } from './world.ts';

export interface NewChannelOptions {
  readonly topic?: string;
  readonly slowmodeSeconds?: number;
  /** Names of the only roles that see it. */
  readonly onlyFor?: readonly string[];
}

/** A guild as a script holds it. */
export interface GuildHandle {
  readonly id: string;
  readonly name: string;
  readonly memberCount: number;
  /** What a web client needs to draw this guild. */
  readonly observer: Observer;
  member(name: string, options?: MemberOptions): Person;
  channelId(name: string): string;
  roleId(name: string): string | undefined;
  addChannel(name: string, options?: NewChannelOptions): string;
  /** Seconds between two messages of a person. */
  slowmodeOf(channel: string): number;
  /** Sets slowmode as a moderator does by hand. */
  setSlowmode(channel: string, seconds: number): void;
  readonly verificationLevel: number;
  /** Until when nobody comes in by invite, epoch ms; null when people may. */
  readonly invitesPausedUntilMs: number | null;
  /** Takes permissions from a role, by its name. */
  forbid(role: string, ...permissions: readonly PermissionName[]): void;
  /** Gives permissions to a role, by its name. */
  permit(role: string, ...permissions: readonly PermissionName[]): void;
  /** A message that a webhook posts, under any name. */
  webhookSays(channel: string, name: string, text: string): MessageView;
  /** The ids of those who are banned now. */
  readonly banned: readonly string[];
  /** The rules of AutoMod, oldest first. */
  autoModRules(): readonly AutoModRule[];
  /** Newest last. */
  auditLog(): readonly AuditEntry[];
  /**
   * Tells bots with one of these intents of something that is not simulated (voice, invites, emoji …), as Discord
   * would: an event by its name, with what it carries.
   */
  happens(event: string, data: object, intents: readonly (keyof typeof intent)[]): void;
  /** An outage: bots are told that the guild is unavailable, until `comeBack`. */
  goDown(): void;
  comeBack(): void;
  /** Throws a bot out, by its id. */
  removeBot(botId: string): void;
}

export function guildHandle(world: World, guild: Guild, persons: People): GuildHandle {
  const bots = () =>
    [...world.applications.values()].filter(({ user }) => guild.members.has(user.id));
  return {
    id: guild.id,
    name: guild.name,
    get memberCount() {
      return guild.members.size;
    },
    observer: observer(world, guild),
    member: (name, options) => persons.member(guild, name, options),
    channelId: (name) => channelCalled(world, guild, name).id,
    roleId: (name) => roleCalled(guild, name)?.id,
    addChannel: (name, options = {}) => addChannel(world, guild, name, options),
    slowmodeOf: (name) => channelCalled(world, guild, name).slowmodeSeconds,
    setSlowmode: (name, slowmodeSeconds) =>
      changeChannel(world, channelCalled(world, guild, name), { slowmodeSeconds }),
    get verificationLevel() {
      return guild.verificationLevel;
    },
    get invitesPausedUntilMs() {
      const { invitesDisabledUntilMs: untilMs } = guild.incidents;
      return untilMs !== null && untilMs > world.clock.now() ? untilMs : null;
    },
    ...powers(world, guild),
    webhookSays: (channel, name, text) =>
      webhookSays(world, channelCalled(world, guild, channel), { name, text }),
    get banned() {
      return [...guild.bans.keys()];
    },
    ...records(guild),
    happens: (name, data, intents) =>
      world.dispatches.emit({
        ...{ name, guild, data: () => ({ ...data, guild_id: guild.id }) },
        intents: intents.reduce((sum, one) => sum | intent[one], 0),
      }),
    goDown() {
      guild.available = false;
      for (const application of bots()) tellGuildGone(world, guild, application, true);
    },
    comeBack() {
      guild.available = true;
      for (const application of bots()) tellGuild(world, guild, application);
    },
    removeBot(botId) {
      const member = guild.members.get(botId);
      if (member) leaveGuild(world, guild, member);
    },
  };
}

type PermissionName = keyof typeof permission;

const records = (guild: Guild): Pick<GuildHandle, 'auditLog' | 'autoModRules'> => ({
  auditLog: () => [...guild.audit],
  autoModRules: () => [...guild.autoMod.values()],
});

const powers = (world: World, guild: Guild): Pick<GuildHandle, 'forbid' | 'permit'> => ({
  forbid: (name, ...permissions) =>
    setPermissions(world, guild, name, (held) => held & ~sumOf(permissions)),
  permit: (name, ...permissions) =>
    setPermissions(world, guild, name, (held) => held | sumOf(permissions)),
});

const sumOf = (permissions: readonly PermissionName[]): bigint =>
  permissions.reduce((sum, one) => sum | permission[one], 0n);

function setPermissions(
  world: World,
  guild: Guild,
  name: string,
  change: (held: bigint) => bigint,
): void {
  const role = roleCalled(guild, name);
  if (!role) throw new CastellanError('bad-input', `"${guild.name}" has no role called "${name}"`);
  changeRole(world, guild, role, { permissions: change(role.permissions) });
}

function webhookSays(
  world: World,
  channel: Channel,
  { name, text }: { name: string; text: string },
): MessageView {
  const id = world.ids.next();
  const author = { id, username: name, globalName: null, bot: true };
  const message = postMessage(world, { channel, author, content: text, webhookId: id });
  return messageView(message, (userId) => world.users.get(userId)?.username);
}

function addChannel(
  world: World,
  guild: Guild,
  name: string,
  { topic, slowmodeSeconds, onlyFor }: NewChannelOptions,
): string {
  const roles = (onlyFor ?? [])
    .map((role) => roleCalled(guild, role))
    .filter((role) => role !== undefined);
  const hidden = { id: guild.id, type: 0 as const, allow: 0n, deny: permission.viewChannel };
  const shown = roles.map(({ id }) => ({
    id,
    type: 0 as const,
    allow: permission.viewChannel,
    deny: 0n,
  }));
  return createChannel(world, guild, {
    name: name.replace(/^#/, ''),
    topic: topic ?? null,
    slowmodeSeconds: slowmodeSeconds ?? 0,
    overwrites: onlyFor ? [hidden, ...shown] : [],
  }).id;
}
