import {
  channelType,
  type Application,
  type AuditEntry,
  type Channel,
  type Guild,
  type Member,
  type Role,
  type Thread,
  type User,
} from './model.ts';
import { channelPermissions, isThread } from './permissions.ts';
import type { World } from './world.ts';

export const isoTime = (epochMs: number): string =>
  new Date(epochMs).toISOString().replace('Z', '000+00:00');

export const userJson = (user: User) => ({
  id: user.id,
  username: user.username,
  discriminator: user.bot ? '0001' : '0',
  global_name: user.globalName,
  avatar: user.avatar ?? null,
  bot: user.bot,
  system: false,
  public_flags: 0,
  banner: null,
  accent_color: null,
  avatar_decoration_data: null,
});

export const selfJson = (application: Application) => ({
  ...userJson(application.user),
  verified: true,
  mfa_enabled: true,
  email: null,
  flags: 0,
  locale: 'en-US',
});

export function applicationFlags({ privileged }: Application): number {
  return (
    (privileged.presences ? 1 << 13 : 0) |
    (privileged.members ? 1 << 15 : 0) |
    (privileged.messageContent ? 1 << 19 : 0) |
    (1 << 23)
  );
}

export const applicationJson = (application: Application) => ({
  id: application.id,
  name: application.name,
  icon: null,
  description: '',
  summary: '',
  bot_public: true,
  bot_require_code_grant: false,
  verify_key: '0'.repeat(64),
  flags: applicationFlags(application),
  approximate_guild_count: 1,
  bot: userJson(application.user),
  owner: null,
  team: null,
  hook: true,
  type: null,
  tags: [],
  interactions_endpoint_url: null,
  redirect_uris: [],
});

export const roleJson = (role: Role) => ({
  id: role.id,
  name: role.name,
  color: role.color,
  colors: { primary_color: role.color, secondary_color: null, tertiary_color: null },
  hoist: role.hoist,
  icon: null,
  unicode_emoji: null,
  position: role.position,
  permissions: role.permissions.toString(),
  managed: role.managedBy !== undefined,
  mentionable: role.mentionable,
  flags: 0,
  ...(role.managedBy !== undefined && { tags: { bot_id: role.managedBy } }),
});

/** A member without the person: as it stands in messages. */
export const memberPart = (member: Member) => ({
  nick: member.nick,
  avatar: null,
  banner: null,
  roles: member.roles,
  joined_at: isoTime(member.joinedAtMs),
  premium_since: member.boostsSinceMs === null ? null : isoTime(member.boostsSinceMs),
  deaf: member.deaf,
  mute: member.mute,
  flags: 0,
  pending: false,
  communication_disabled_until:
    member.timeoutUntilMs === null ? null : isoTime(member.timeoutUntilMs),
});

export const memberJson = (member: Member) => ({
  ...memberPart(member),
  user: userJson(member.user),
});

export function channelJson(channel: Channel): object {
  if (!channel.guild) return directJson(channel);
  if (isThread(channel)) return threadJson(channel);
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guild.id,
    name: channel.name,
    topic: channel.topic,
    nsfw: channel.nsfw,
    position: channel.position,
    parent_id: channel.parentId,
    rate_limit_per_user: channel.slowmodeSeconds,
    last_message_id: channel.lastMessageId,
    flags: 0,
    permission_overwrites: [...channel.overwrites.values()].map((overwrite) => ({
      id: overwrite.id,
      type: overwrite.type,
      allow: overwrite.allow.toString(),
      deny: overwrite.deny.toString(),
    })),
    ...(channel.type === channelType.voice && { bitrate: 64000, user_limit: 0, rtc_region: null }),
  };
}

const directJson = (channel: Channel): object => ({
  id: channel.id,
  type: channel.type,
  last_message_id: channel.lastMessageId,
  flags: 0,
  recipients: channel.recipients.filter(({ bot }) => !bot).map(userJson),
});

const threadJson = (channel: Channel): object => ({
  id: channel.id,
  type: channel.type,
  guild_id: channel.guild?.id,
  name: channel.name,
  parent_id: channel.parentId,
  owner_id: channel.thread?.ownerId,
  last_message_id: channel.lastMessageId,
  rate_limit_per_user: channel.slowmodeSeconds,
  flags: 0,
  message_count: channel.messages.size,
  total_message_sent: channel.messages.size,
  ...(channel.thread && threadPart(channel.thread)),
});

const threadPart = (thread: Thread): object => ({
  member_count: thread.members.size,
  thread_metadata: {
    archived: thread.archived,
    locked: thread.locked,
    auto_archive_duration: thread.autoArchiveMinutes,
    archive_timestamp: isoTime(thread.archiveChangedAtMs),
  },
});

export const threadMemberJson = (thread: Channel, userId: string) => ({
  id: thread.id,
  user_id: userId,
  join_timestamp: isoTime(thread.thread?.members.get(userId) ?? 0),
  flags: 0,
});

const told = (untilMs: number | null) => (untilMs === null ? null : isoTime(untilMs));

export const incidentsJson = ({ incidents }: Guild): object => ({
  invites_disabled_until: told(incidents.invitesDisabledUntilMs),
  dms_disabled_until: told(incidents.dmsDisabledUntilMs),
  dm_spam_detected_at: null,
  raid_detected_at: null,
});

/** In the guild itself there is none while nothing is set. */
const hasIncidents = ({ incidents }: Guild): boolean =>
  incidents.invitesDisabledUntilMs !== null || incidents.dmsDisabledUntilMs !== null;

export const guildJson = (guild: Guild) => ({
  id: guild.id,
  name: guild.name,
  icon: null,
  splash: null,
  discovery_splash: null,
  owner_id: guild.ownerId,
  region: null,
  afk_channel_id: null,
  afk_timeout: 300,
  widget_enabled: false,
  verification_level: guild.verificationLevel,
  default_message_notifications: 1,
  explicit_content_filter: 0,
  roles: [...guild.roles.values()].map(roleJson),
  emojis: [],
  stickers: [],
  features: [],
  mfa_level: 0,
  application_id: null,
  system_channel_id: null,
  system_channel_flags: 0,
  rules_channel_id: null,
  max_presences: null,
  max_members: 500_000,
  vanity_url_code: null,
  description: null,
  banner: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  preferred_locale: 'en-US',
  public_updates_channel_id: null,
  nsfw_level: 0,
  nsfw: false,
  premium_progress_bar_enabled: false,
  safety_alerts_channel_id: null,
  hub_type: null,
  latest_onboarding_question_id: null,
  incidents_data: hasIncidents(guild) ? incidentsJson(guild) : null,
});

/** What GUILD_CREATE adds to a guild, as one application sees it. */
export function guildCreateJson(
  guild: Guild,
  application: Application,
  allMembers: boolean,
): object {
  const own = guild.members.get(application.user.id);
  const members = allMembers ? [...guild.members.values()] : own ? [own] : [];
  const channels = [...guild.channels.values()];
  return {
    ...guildJson(guild),
    joined_at: isoTime(own?.joinedAtMs ?? guild.createdAtMs),
    large: guild.members.size > 250,
    unavailable: false,
    member_count: guild.members.size,
    members: members.map(memberJson),
    channels: channels.filter((channel) => !isThread(channel)).map(channelJson),
    threads: channels
      .filter((channel) => isThread(channel) && channel.thread?.archived === false)
      .map(channelJson),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** Where an application was installed for this to happen: the guild. */
export const owners = ({ guild }: Pick<Channel, 'guild'>): object => ({ '0': guild?.id ?? '0' });

/** A channel inside an interaction, with what the person may do there. */
export const partialChannelJson = (world: World, channel: Channel, userId: string): object => ({
  ...channelJson(channel),
  permissions: channelPermissions(channel, userId, world.clock.now()).toString(),
});

export const auditJson = (entry: AuditEntry): object => ({
  id: entry.id,
  action_type: entry.action,
  user_id: entry.userId,
  target_id: entry.targetId,
  ...(entry.changes.length > 0 && { changes: entry.changes }),
  ...(entry.options && { options: entry.options }),
  ...(entry.reason !== undefined && { reason: entry.reason }),
});
