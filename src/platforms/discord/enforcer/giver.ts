import { PermissionFlagsBits } from 'discord-api-types/v10';
import { z } from 'zod';
import { CastellanError } from '../../../base/errors.ts';
import { type Result, ok, refuse } from '../../../base/result.ts';
import type { Actor } from '../../../core/actor.ts';
import type { Subject } from '../../../core/enforcer.ts';
import type { Place } from '../../../core/event.ts';
import type { Givable, Gift, Giver } from '../../../core/giver.ts';
import type { Api } from '../api.ts';
import { guildRights, has } from '../door/rights.ts';
import type { Guild } from '../inbound/guild.ts';
import { memberShape, rankedGuild } from './ranks.ts';

interface Parts {
  readonly api: Pick<Api, 'call'>;
  readonly self: () => string | undefined;
  readonly guilds: ReadonlyMap<string, Guild>;
}

const { Administrator, ManageGuild, ManageRoles, ManageChannels, ManageWebhooks } =
  PermissionFlagsBits;
const { BanMembers, KickMembers, ModerateMembers, ManageMessages, MentionEveryone } =
  PermissionFlagsBits;

/** Whoever has one of these is staff. A machine that gives them away opens the house to everybody. */
const staffRights =
  Administrator |
  ManageGuild |
  ManageRoles |
  ManageChannels |
  ManageWebhooks |
  BanMembers |
  KickMembers |
  ModerateMembers |
  ManageMessages |
  MentionEveryone;

const role = rankedGuild.shape.roles.element.extend({
  name: z.string(),
  managed: z.boolean().optional(),
});
const namedGuild = rankedGuild.extend({ roles: z.array(role) });
type NamedGuild = z.output<typeof namedGuild>;
type Role = z.output<typeof role>;

/** Discord takes no longer reasons. */
const longestReason = 500;
const missing: ReadonlySet<unknown> = new Set([50013, 50001]);
const unknownMember = 10007;
const unknownRole = 10011;

/** Gives roles in the guilds of one application. */
export class DiscordGiver implements Giver {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async check(where: Place, gift: Gift, by: Actor | undefined): Promise<Result<Givable>> {
    if (gift.kind !== 'role') return refuse('gift.no-modes');
    const self = this.#parts.self();
    if (self === undefined) throw new CastellanError('network', 'Discord is not connected yet');
    const route = routeOf(where);
    const [guild, bot] = await Promise.all([
      this.#look(route, namedGuild),
      this.#look(`${route}/members/${self}`, memberShape),
    ]);
    const found = roleNamed(guild, gift.role);
    if (!found) return refuse('gift.no-role', { role: gift.role });
    const good = mayGive(guild, found, { user: self, roles: bot.roles }, by);
    return good.ok ? ok({ gift: { kind: 'role', role: found.id }, name: found.name }) : good;
  }

  give(where: Place, to: Subject, gift: Gift, reason: string): Promise<Result<void>> {
    // A role may have become powerful since it was checked; that is known without asking.
    const powers = this.#parts.guilds.get(guildOf(where))?.powers;
    if (gift.kind === 'role' && powers?.has(gift.role) === true)
      return Promise.resolve(refuse('gift.powerful', { role: gift.role }));
    return this.#change('Put', where, to, { gift, reason });
  }

  take(where: Place, from: Subject, gift: Gift, reason: string): Promise<Result<void>> {
    return this.#change('Delete', where, from, { gift, reason });
  }

  async #change(
    method: 'Put' | 'Delete',
    where: Place,
    { native, name }: Subject,
    { gift, reason }: { readonly gift: Gift; readonly reason: string },
  ): Promise<Result<void>> {
    if (gift.kind !== 'role') return refuse('gift.no-modes');
    try {
      await this.#parts.api.call({
        ...{ method, repeatable: true, reason: reason.slice(0, longestReason) },
        route: `${routeOf(where)}/members/${native}/roles/${gift.role}`,
      });
      return ok(undefined);
    } catch (thrown) {
      if (!(thrown instanceof CastellanError) || thrown.code !== 'platform-refused') throw thrown;
      const { code } = thrown.facts;
      if (code === unknownMember) return refuse('act.not-here', { name });
      if (code === unknownRole) return refuse('gift.no-role', { role: gift.role });
      if (missing.has(code)) return refuse('gift.refused');
      return refuse('act.refused', { text: thrown.message });
    }
  }

  async #look<Schema extends z.ZodType>(
    route: `/${string}`,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    const answer = await this.#parts.api.call({ method: 'Get', route, repeatable: true });
    const read = schema.safeParse(answer);
    if (read.success) return read.data;
    throw new CastellanError('platform-refused', `Discord's answer to ${route} cannot be read`);
  }
}

const guildOf = ({ space }: Place): string => space?.slice('discord:'.length) ?? '';
const routeOf = (where: Place): `/${string}` => `/guilds/${guildOf(where)}`;

const fold = (text: string): string => text.normalize('NFC').toLowerCase();

/** By its id, else by its name; of several with one name the lowest. */
const roleNamed = ({ roles, id }: NamedGuild, text: string): Role | undefined =>
  roles.find((one) => one.id === text && one.id !== id) ??
  roles
    .toSorted((one, other) => one.position - other.position)
    .find((one) => one.id !== id && fold(one.name) === fold(text));

interface Holding {
  readonly user: string;
  readonly roles: readonly string[];
}

const topOf = ({ roles }: NamedGuild, held: readonly string[]): number =>
  Math.max(0, ...roles.filter(({ id }) => held.includes(id)).map(({ position }) => position));

/** What staff are by is given by nobody; else what the bot may give, and whoever asks may give himself. */
function mayGive(
  guild: NamedGuild,
  { name, permissions, position, managed = false }: Role,
  bot: Holding,
  by: Actor | undefined,
): Result<void> {
  const facts = { role: name };
  if (managed) return refuse('gift.managed', facts);
  if ((permissions & staffRights) !== 0n) return refuse('gift.powerful', facts);
  if (!has(guildRights(guild, bot), ManageRoles))
    return refuse('act.cannot.right', { permission: 'Manage Roles' });
  if (position >= topOf(guild, bot.roles)) return refuse('gift.above-me', facts);
  if (!by || by.native === guild.owner_id) return ok(undefined);
  const asks = { user: by.native, roles: by.roles };
  if (!has(guildRights(guild, asks), ManageRoles)) return refuse('gift.not-yours', facts);
  return position < topOf(guild, by.roles) ? ok(undefined) : refuse('gift.above-you', facts);
}
