import { z } from 'zod';
import { refused } from '../api-error.ts';
import type { ChannelChange } from '../guild-acts.ts';
import { channelType, type Guild, type Overwrite } from '../model.ts';
import { guildPermissions } from '../permissions.ts';
import { memberOf } from '../world.ts';
import type { BotCall } from './route.ts';

const bits = z.union([z.string().regex(/^\d+$/), z.number().int().min(0)]).nullish();
export const overwriteBody = z.object({
  type: z.union([z.literal(0), z.literal(1)]),
  allow: bits,
  deny: bits,
});
export type OverwriteBody = z.output<typeof overwriteBody>;

export const channelBody = z.object({
  name: z.string().min(1).max(100).optional(),
  type: z.union([z.literal(0), z.literal(2), z.literal(4), z.literal(5), z.literal(15)]).nullish(),
  topic: z.string().max(1024).nullish(),
  nsfw: z.boolean().nullish(),
  position: z.number().int().nullish(),
  parent_id: z.string().nullish(),
  rate_limit_per_user: z.number().int().min(0).max(21_600).nullish(),
  permission_overwrites: z
    .array(overwriteBody.extend({ id: z.string().regex(/^\d{1,20}$/) }))
    .nullish(),
  archived: z.boolean().nullish(),
  locked: z.boolean().nullish(),
  auto_archive_duration: z
    .union([z.literal(60), z.literal(1440), z.literal(4320), z.literal(10080)])
    .nullish(),
});
export type ChannelBody = z.output<typeof channelBody>;

/** What of a channel a body changes; fields that are left out stay. */
export function settingsFrom(guild: Guild, body: ChannelBody): ChannelChange {
  if (
    typeof body.parent_id === 'string' &&
    guild.channels.get(body.parent_id)?.type !== channelType.category
  )
    throw refused('wrongChannelType');
  return {
    ...(body.name !== undefined && { name: body.name }),
    ...(body.topic !== undefined && { topic: body.topic }),
    ...(typeof body.nsfw === 'boolean' && { nsfw: body.nsfw }),
    ...(typeof body.position === 'number' && { position: body.position }),
    ...(body.parent_id !== undefined && { parentId: body.parent_id }),
    ...(body.rate_limit_per_user !== undefined && {
      slowmodeSeconds: body.rate_limit_per_user ?? 0,
    }),
  };
}

type WithId = OverwriteBody & { readonly id: string };

export const overwritesFrom = (
  call: BotCall,
  guild: Guild,
  bodies: readonly WithId[],
): readonly Overwrite[] => bodies.map((body) => overwriteFrom(call, guild, body));

/** An overwrite that grants or takes only what the bot itself holds. */
export function overwriteFrom(
  { application, world }: BotCall,
  guild: Guild,
  { id, type, allow, deny }: WithId,
): Overwrite {
  const overwrite = { id, type, allow: BigInt(allow ?? 0), deny: BigInt(deny ?? 0) };
  const held = guildPermissions(guild, memberOf(guild, application.user.id), world.clock.now());
  if (((overwrite.allow | overwrite.deny) & ~held) !== 0n) throw refused('missingPermissions');
  return overwrite;
}
