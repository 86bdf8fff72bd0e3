import { PermissionFlagsBits } from 'discord-api-types/v10';
import { z } from 'zod';

const bits = z.string().regex(/^\d+$/).transform(BigInt);

/** What is read of a guild to guard its door. */
export const guildFacts = z.object({
  id: z.string(),
  owner_id: z.string(),
  verification_level: z.number(),
  roles: z.array(z.object({ id: z.string(), permissions: bits })),
  incidents_data: z.object({ invites_disabled_until: z.string().nullish() }).nullish(),
});
export type GuildFacts = z.output<typeof guildFacts>;

export const channelFacts = z.object({
  id: z.string(),
  type: z.number(),
  name: z.string().nullish(),
  rate_limit_per_user: z.number().nullish(),
  permission_overwrites: z.array(z.object({ id: z.string(), allow: bits, deny: bits })).nullish(),
});
export type ChannelFacts = z.output<typeof channelFacts>;

export const memberFacts = z.object({ roles: z.array(z.string()) });

/** Someone with these roles, as far as permissions go. */
export interface Holder {
  readonly user: string;
  readonly roles: readonly string[];
}

/** Nobody in particular: what everyone has. */
export const everyone: Holder = { user: '', roles: [] };

const { Administrator, ViewChannel, SendMessages } = PermissionFlagsBits;
const all = (1n << 64n) - 1n;

export function guildRights({ id, owner_id, roles }: GuildFacts, holder: Holder): bigint {
  if (holder.user === owner_id) return all;
  let sum = 0n;
  for (const role of roles)
    if (role.id === id || holder.roles.includes(role.id)) sum |= role.permissions;
  return (sum & Administrator) === 0n ? sum : all;
}

/** The guild's rights as a channel's overwrites change them: everyone's, then those of roles together, then one's own. */
export function channelRights(guild: GuildFacts, channel: ChannelFacts, holder: Holder): bigint {
  const base = guildRights(guild, holder);
  if (base === all) return all;
  const overwrites = channel.permission_overwrites ?? [];
  const apply = (held: bigint, ids: readonly string[]): bigint => {
    const some = overwrites.filter(({ id }) => ids.includes(id));
    const deny = some.reduce((sum, one) => sum | one.deny, 0n);
    const allow = some.reduce((sum, one) => sum | one.allow, 0n);
    return (held & ~deny) | allow;
  };
  const roles = holder.roles.filter((role) => role !== guild.id);
  const held = apply(apply(apply(base, [guild.id]), roles), [holder.user]);
  return (held & ViewChannel) === 0n ? 0n : held;
}

export const has = (held: bigint, wanted: bigint): boolean => (held & wanted) === wanted;

/** Where newcomers can speak. */
export const isPublic = (guild: GuildFacts, channel: ChannelFacts): boolean =>
  has(channelRights(guild, channel, everyone), ViewChannel | SendMessages);
