import { channelType, type Channel, type Guild, type Member } from './model.ts';

/** Discord's permission bits. */
export const permission = {
  createInvite: 1n << 0n,
  kickMembers: 1n << 1n,
  banMembers: 1n << 2n,
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  addReactions: 1n << 6n,
  viewAuditLog: 1n << 7n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  sendTts: 1n << 12n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  useExternalEmojis: 1n << 18n,
  connect: 1n << 20n,
  speak: 1n << 21n,
  changeNickname: 1n << 26n,
  manageNicknames: 1n << 27n,
  manageRoles: 1n << 28n,
  manageWebhooks: 1n << 29n,
  useCommands: 1n << 31n,
  manageThreads: 1n << 34n,
  createPublicThreads: 1n << 35n,
  createPrivateThreads: 1n << 36n,
  sendInThreads: 1n << 38n,
  moderateMembers: 1n << 40n,
  pinMessages: 1n << 51n,
} as const;

export const allPermissions = (1n << 52n) - 1n;
const whileTimedOut = permission.viewChannel | permission.readHistory;
const inDirectConversation =
  permission.viewChannel |
  permission.sendMessages |
  permission.embedLinks |
  permission.attachFiles |
  permission.readHistory |
  permission.addReactions |
  permission.useExternalEmojis |
  permission.useCommands;

export const everyonesPermissions =
  permission.createInvite |
  permission.addReactions |
  permission.viewChannel |
  permission.sendMessages |
  permission.embedLinks |
  permission.attachFiles |
  permission.readHistory |
  permission.useExternalEmojis |
  permission.connect |
  permission.speak |
  permission.changeNickname |
  permission.useCommands |
  permission.createPublicThreads |
  permission.sendInThreads;

/** What someone may do in a guild before channels have their say. */
export function guildPermissions(guild: Guild, member: Member, nowMs: number): bigint {
  const own = rolePermissions(guild, member);
  const timedOut = member.timeoutUntilMs !== null && member.timeoutUntilMs > nowMs;
  return timedOut && own !== allPermissions ? own & whileTimedOut : own;
}

function rolePermissions(guild: Guild, member: Member): bigint {
  if (guild.ownerId === member.user.id) return allPermissions;
  let sum = guild.roles.get(guild.id)?.permissions ?? 0n;
  for (const id of member.roles) sum |= guild.roles.get(id)?.permissions ?? 0n;
  return (sum & permission.administrator) === 0n ? sum : allPermissions;
}

/** What someone may do in a channel; nothing at all where he cannot see it. */
export function channelPermissions(channel: Channel, userId: string, nowMs: number): bigint {
  const { guild } = channel;
  if (!guild) return channel.recipients.some(({ id }) => id === userId) ? inDirectConversation : 0n;
  const member = guild.members.get(userId);
  if (!member) return 0n;
  const base = guildPermissions(guild, member, nowMs);
  if (base === allPermissions) return base;
  const result = withOverwrites(base, overwritesOf(channel), guild.id, member);
  return (result & permission.viewChannel) === 0n ? 0n : result;
}

function overwritesOf(channel: Channel): Channel['overwrites'] {
  const parent = channel.thread && channel.guild?.channels.get(channel.parentId ?? '');
  return (parent ?? channel).overwrites;
}

function withOverwrites(
  base: bigint,
  overwrites: Channel['overwrites'],
  guildId: string,
  member: Member,
): bigint {
  if (overwrites.size === 0) return base;
  const everyone = overwrites.get(guildId);
  let result = everyone ? (base & ~everyone.deny) | everyone.allow : base;
  let allow = 0n;
  let deny = 0n;
  for (const id of member.roles) {
    const overwrite = overwrites.get(id);
    if (overwrite) [allow, deny] = [allow | overwrite.allow, deny | overwrite.deny];
  }
  result = (result & ~deny) | allow;
  const own = overwrites.get(member.user.id);
  return own ? (result & ~own.deny) | own.allow : result;
}

export const has = (held: bigint, wanted: bigint): boolean => (held & wanted) === wanted;

/** The place of someone's highest role; the owner stands above all. */
export function highestPosition(guild: Guild, member: Member): number {
  if (guild.ownerId === member.user.id) return Number.MAX_SAFE_INTEGER;
  return Math.max(0, ...member.roles.map((id) => guild.roles.get(id)?.position ?? 0));
}

export const isThread = (channel: Channel): boolean =>
  channel.type >= channelType.announcementThread && channel.type <= channelType.privateThread;
