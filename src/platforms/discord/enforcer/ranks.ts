import { PermissionFlagsBits } from 'discord-api-types/v10';
import { z } from 'zod';
import { type Result, ok, refuse } from '../../../base/result.ts';
import type { Actor } from '../../../core/actor.ts';
import type { Measure } from '../../../core/enforcer.ts';
import { guildFacts, guildRights, has } from '../door/rights.ts';

/** A guild with its roles in their order. */
export const rankedGuild = guildFacts.extend({
  roles: z.array(
    z.object({
      ...{ id: z.string(), position: z.number() },
      permissions: z.string().regex(/^\d+$/).transform(BigInt),
    }),
  ),
});
export type RankedGuild = z.output<typeof rankedGuild>;

export const memberShape = z.object({
  user: z.object({
    id: z.string(),
    username: z.string(),
    global_name: z.string().nullish(),
  }),
  nick: z.string().nullish(),
  roles: z.array(z.string()),
  communication_disabled_until: z.string().nullish(),
});
export type GuildMember = z.output<typeof memberShape>;

const { BanMembers, KickMembers, ModerateMembers, ManageMessages, Administrator } =
  PermissionFlagsBits;

/** What the bot's role must allow, and how Discord calls it. */
export const needed: Readonly<Record<Measure, { readonly right: bigint; readonly name: string }>> =
  {
    ban: { right: BanMembers, name: 'Ban Members' },
    kick: { right: KickMembers, name: 'Kick Members' },
    mute: { right: ModerateMembers, name: 'Timeout Members' },
    purge: { right: ManageMessages, name: 'Manage Messages' },
    // Discord has no such lists; nobody gets so far as to need a right for them.
    exempt: { right: BanMembers, name: 'Ban Members' },
    invex: { right: BanMembers, name: 'Ban Members' },
  };

/** Who acts, on whom, and through whom. */
export interface Scene {
  readonly guild: RankedGuild;
  readonly self: GuildMember;
  readonly target: GuildMember | undefined;
  readonly by: Actor | undefined;
}

const topOf = ({ roles }: RankedGuild, held: readonly string[]): number =>
  Math.max(0, ...roles.filter(({ id }) => held.includes(id)).map(({ position }) => position));

/** The bot's own rights and rank first, then those of whoever asks: nobody acts on his equals. */
export function mayAct(scene: Scene, measure: Measure, name: string): Result<void> {
  const { guild, self, target } = scene;
  const { right, name: permission } = needed[measure];
  const selfRights = guildRights(guild, { user: self.user.id, roles: self.roles });
  if (!has(selfRights, right)) return refuse('act.cannot.right', { permission });
  if (!target) return ok(undefined);
  const id = target.user.id;
  if (id === self.user.id) return refuse('act.cannot.myself');
  if (id === guild.owner_id) return refuse('act.cannot.owner', { name });
  const height = topOf(guild, target.roles);
  if (height >= topOf(guild, self.roles) && self.user.id !== guild.owner_id)
    return refuse('act.cannot.above-me', { name });
  if (
    measure === 'mute' &&
    has(guildRights(guild, { user: id, roles: target.roles }), Administrator)
  )
    return refuse('act.cannot.mute-administrator', { name });
  return byAbove(scene, height, name);
}

/** As `mayAct`, for what takes no right of the bot: its own words. */
export function mayWarn(scene: Scene, name: string): Result<void> {
  const { guild, self, target, by } = scene;
  if (!target) return ok(undefined);
  const id = target.user.id;
  if (id === self.user.id) return refuse('act.cannot.myself');
  if (!by) return ok(undefined);
  if (id === guild.owner_id && by.native !== id) return refuse('act.cannot.owner', { name });
  if (by.native === id) return refuse('act.cannot.yourself');
  return byAbove(scene, topOf(guild, target.roles), name);
}

function byAbove({ guild, target, by }: Scene, height: number, name: string): Result<void> {
  if (!by || by.native === guild.owner_id) return ok(undefined);
  if (by.native === target?.user.id) return refuse('act.cannot.yourself');
  return height > 0 && height >= topOf(guild, by.roles)
    ? refuse('act.cannot.above-you', { name })
    : ok(undefined);
}
