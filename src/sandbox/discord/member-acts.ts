import { refused } from './api-error.ts';
import { auditAction, changesBetween, writeAudit, type Doer } from './audit.ts';
import { intent } from './intents.ts';
import type { Guild, Member, User } from './model.ts';
import { guildPermissions, has, highestPosition } from './permissions.ts';
import { deleteMessages } from './messages.ts';
import { isoTime, memberJson, userJson } from './wire.ts';
import { tellGuild, tellGuildGone } from './guild-acts.ts';
import { applicationOf, memberOf, type World } from './world.ts';

export interface Joining {
  readonly roles?: readonly string[];
  readonly nick?: string | null;
}

/** Someone comes into the guild. */
export function joinGuild(
  world: World,
  guild: Guild,
  user: User,
  { roles = [], nick = null }: Joining = {},
): Member {
  const present = guild.members.get(user.id);
  if (present) return present;
  const member: Member = {
    user,
    nick,
    roles,
    joinedAtMs: world.clock.now(),
    timeoutUntilMs: null,
    boostsSinceMs: null,
    deaf: false,
    mute: false,
  };
  guild.members.set(user.id, member);
  const application = applicationOf(world, user);
  if (application) tellGuild(world, guild, application);
  world.dispatches.emit({
    name: 'GUILD_MEMBER_ADD',
    guild,
    except: application,
    intents: intent.guildMembers,
    data: () => ({ ...memberJson(member), guild_id: guild.id }),
  });
  world.changes.emit({ kind: 'member-joined', guild, member });
  return member;
}

/** Someone goes, of his own will or not. */
export function leaveGuild(world: World, guild: Guild, member: Member): void {
  guild.members.delete(member.user.id);
  world.dispatches.emit({
    name: 'GUILD_MEMBER_REMOVE',
    guild,
    intents: intent.guildMembers,
    data: () => ({ guild_id: guild.id, user: userJson(member.user) }),
  });
  const application = applicationOf(world, member.user);
  if (application) tellGuildGone(world, guild, application, false);
  world.changes.emit({ kind: 'member-left', guild, member });
}

export type MemberChange = Partial<
  Pick<Member, 'nick' | 'roles' | 'timeoutUntilMs' | 'boostsSinceMs' | 'deaf' | 'mute'>
>;

export function changeMember(
  world: World,
  guild: Guild,
  old: Member,
  change: MemberChange,
): Member {
  const member: Member = { ...old, ...change };
  guild.members.set(member.user.id, member);
  world.dispatches.emit({
    name: 'GUILD_MEMBER_UPDATE',
    guild,
    intents: intent.guildMembers,
    data: () => ({ ...memberJson(member), guild_id: guild.id }),
  });
  world.changes.emit({ kind: 'member-updated', guild, member });
  return member;
}

/** Who does something to whom. */
export interface MemberAct {
  readonly guild: Guild;
  readonly by: Doer;
  readonly target: Member;
}

/** Changes nick or timeout and writes it down. */
export function editMember(
  world: World,
  { guild, by, target }: MemberAct,
  change: MemberChange,
): Member {
  const member = changeMember(world, guild, target, change);
  const changes = changesBetween(audited(target), audited(member));
  if (changes.length > 0)
    writeAudit(world, guild, by, {
      action: auditAction.memberUpdate,
      targetId: member.user.id,
      changes,
    });
  return member;
}

const audited = ({ nick, timeoutUntilMs, deaf, mute }: Member) => ({
  nick: nick ?? undefined,
  communication_disabled_until: timeoutUntilMs === null ? undefined : isoTime(timeoutUntilMs),
  deaf,
  mute,
});

/** Gives and takes roles and writes it down. */
export function setMemberRoles(
  world: World,
  { guild, by, target }: MemberAct,
  roles: readonly string[],
): Member {
  const added = roles.filter((id) => !target.roles.includes(id));
  const removed = target.roles.filter((id) => !roles.includes(id));
  if (added.length === 0 && removed.length === 0) return target;
  const named = (ids: readonly string[]) =>
    ids.map((id) => ({ id, name: guild.roles.get(id)?.name }));
  const changes = [
    ...(added.length > 0 ? [{ key: '$add', new_value: named(added) }] : []),
    ...(removed.length > 0 ? [{ key: '$remove', new_value: named(removed) }] : []),
  ];
  const member = changeMember(world, guild, target, { roles });
  writeAudit(world, guild, by, {
    action: auditAction.memberRoleUpdate,
    targetId: target.user.id,
    changes,
  });
  return member;
}

export function kickMember(world: World, guild: Guild, by: Doer, target: Member): void {
  leaveGuild(world, guild, target);
  writeAudit(world, guild, by, { action: auditAction.memberKick, targetId: target.user.id });
}

export interface BanOptions {
  /** How far back the person's messages are deleted. */
  readonly deleteMessagesOfMs?: number;
}

export function banUser(
  world: World,
  { guild, by, user, deleteMessagesOfMs = 0 }: BanOptions & { guild: Guild; by: Doer; user: User },
): void {
  if (guild.bans.has(user.id)) return;
  guild.bans.set(user.id, { user, reason: by.reason ?? null });
  const member = guild.members.get(user.id);
  if (member) leaveGuild(world, guild, member);
  tellBan(world, 'GUILD_BAN_ADD', guild, user);
  if (deleteMessagesOfMs > 0)
    deleteLatelySaid(world, guild, user, world.clock.now() - deleteMessagesOfMs);
  writeAudit(world, guild, by, { action: auditAction.memberBanAdd, targetId: user.id });
}

function deleteLatelySaid(world: World, guild: Guild, user: User, sinceMs: number): void {
  for (const channel of guild.channels.values()) {
    const said = [...channel.messages.values()].filter(
      ({ author, createdAtMs }) => author.id === user.id && createdAtMs >= sinceMs,
    );
    if (said.length > 0)
      deleteMessages(
        world,
        channel,
        said.map(({ id }) => id),
      );
  }
}

export function unbanUser(world: World, guild: Guild, by: Doer, userId: string): void {
  const ban = guild.bans.get(userId);
  if (!ban) throw refused('unknownBan');
  guild.bans.delete(userId);
  tellBan(world, 'GUILD_BAN_REMOVE', guild, ban.user);
  writeAudit(world, guild, by, { action: auditAction.memberBanRemove, targetId: userId });
}

function tellBan(world: World, name: string, guild: Guild, user: User): void {
  world.dispatches.emit({
    name,
    guild,
    intents: intent.guildModeration,
    data: () => ({ guild_id: guild.id, user: userJson(user) }),
  });
}

/** Refuses unless the person is in the guild (50001) and holds all of these there (50013). */
export function requireInGuild(world: World, guild: Guild, user: User, wanted: bigint): Member {
  const member = guild.members.get(user.id);
  if (!member) throw refused('missingAccess');
  if (!has(guildPermissions(guild, member, world.clock.now()), wanted))
    throw refused('missingPermissions');
  return member;
}

/** Refuses to act on someone whose highest role is not below one's own; nobody acts on the owner. */
export function requireAbove(guild: Guild, actor: User, targetId: string): void {
  const target = guild.members.get(targetId);
  if (!target || actor.id === targetId) return;
  if (highestPosition(guild, memberOf(guild, actor.id)) <= highestPosition(guild, target))
    throw refused('missingPermissions');
}
