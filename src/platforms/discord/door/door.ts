import { ChannelType, GuildVerificationLevel, PermissionFlagsBits } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Clock } from '../../../base/clock.ts';
import { CastellanError } from '../../../base/errors.ts';
import { type Refusal, type Result, ok, refuse } from '../../../base/result.ts';
import type {
  Door,
  DoorChange,
  DoorOutcome,
  DoorPlan,
  DoorThing,
  DoorWishes,
} from '../../../core/door.ts';
import type { Place } from '../../../core/event.ts';
import type { Api, ApiCall } from '../api.ts';
import {
  type ChannelFacts,
  type GuildFacts,
  type Holder,
  channelFacts,
  channelRights,
  guildFacts,
  guildRights,
  has,
  isPublic,
  memberFacts,
} from './rights.ts';

interface Parts {
  readonly api: Api;
  readonly clock: Pick<Clock, 'now'>;
  readonly self: () => string | undefined;
}

const { ManageChannels, ManageGuild } = PermissionFlagsBits;
/** Discord pauses invites for at most a day; the rest is for clocks that differ. */
const longestPauseMs = 24 * 60 * 60_000 - 60_000;

const textChannel: number = ChannelType.GuildText;

type Route = ApiCall['route'];

/** Slowmode where newcomers can speak; verification and invites for the whole guild. */
export class DiscordDoor implements Door {
  readonly keepsMembers = true;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async plan(where: Place, wishes: DoorWishes): Promise<DoorPlan> {
    const route: Route = `/guilds/${guildIdOf(where)}`;
    const [guild, channels, member] = await Promise.all([
      this.#get(route, guildFacts),
      this.#get(`${route}/channels`, z.array(channelFacts)),
      this.#get(`${route}/members/${this.#self()}`, memberFacts),
    ]);
    const self: Holder = { user: this.#self(), roles: member.roles };
    const slow = slowmodes({ guild, channels, self }, wishes);
    if (wishes.level === 'slow') return slow;
    const closed = has(guildRights(guild, self), ManageGuild)
      ? { changes: this.#closing(guild, wishes), obstacles: [] }
      : { changes: [], obstacles: [{ key: 'raid.cannot.manage-guild', facts: {} }] };
    return {
      // What keeps people out goes first: it takes one call each, slowmode one a channel.
      changes: [...closed.changes, ...slow.changes],
      obstacles: [...closed.obstacles, ...slow.obstacles],
    };
  }

  async set(
    where: Place,
    { before, earlier, after: wanted, ...change }: DoorChange,
    reason: string,
  ): Promise<Result<DoorOutcome>> {
    const thing = thingOf(change.what);
    if (!thing) return ok('left');
    // A pause that was there before may have run out meanwhile.
    const after = change.what === 'invites' ? this.#unlessOver(wanted) : wanted;
    try {
      const stands = await this.#stands(where, change);
      if (stands === after) return ok('done');
      if (stands !== before && stands !== earlier) return ok('left');
      await this.#parts.api.call({
        ...thing.call(where, change.key, after),
        reason,
        repeatable: true,
      });
      return ok('done');
    } catch (failure) {
      return refusalOr(failure, change.what);
    }
  }

  #closing(guild: GuildFacts, { untilMs }: DoorWishes): readonly DoorChange[] {
    const { verification_level: level } = guild;
    const paused = this.#paused(guild);
    const endsMs = Math.min(untilMs, this.#parts.clock.now() + longestPauseMs);
    const lasts = paused !== null && Number(paused) >= endsMs;
    const wanted: number = GuildVerificationLevel.High;
    return [
      ...(lasts ? [] : [changeOf('invites', paused, String(endsMs))]),
      ...(level >= wanted ? [] : [changeOf('verification', String(level), String(wanted))]),
    ];
  }

  /** What stands there now, in the same words as a change's `before` and `after`. */
  async #stands(where: Place, { what, key }: Pick<DoorChange, 'what' | 'key'>) {
    if (what === 'slowmode') {
      const channel = await this.#get(`/channels/${channelIn(key)}`, channelFacts);
      return String(channel.rate_limit_per_user ?? 0);
    }
    const guild = await this.#get(`/guilds/${guildIdOf(where)}`, guildFacts);
    return what === 'invites' ? this.#paused(guild) : String(guild.verification_level);
  }

  /** A pause that has run out is none. */
  #paused(guild: GuildFacts): string | null {
    return this.#unlessOver(invitesOf(guild));
  }

  #unlessOver(until: string | null): string | null {
    return until !== null && Number(until) > this.#parts.clock.now() ? until : null;
  }

  async #get<Schema extends z.ZodType>(route: Route, schema: Schema): Promise<z.output<Schema>> {
    const answer = await this.#parts.api.call({ method: 'Get', route, repeatable: true });
    const read = schema.safeParse(answer);
    if (read.success) return read.data;
    throw new CastellanError('platform-refused', `Discord's answer to ${route} cannot be read`);
  }

  #self(): string {
    const id = this.#parts.self();
    if (id === undefined) throw new CastellanError('network', 'Discord is not connected yet');
    return id;
  }
}

interface Scene {
  readonly guild: GuildFacts;
  readonly channels: readonly ChannelFacts[];
  readonly self: Holder;
}

/** A manual slowmode that is longer stays as it is. */
function slowmodes({ guild, channels, self }: Scene, { slowmodeSeconds }: DoorWishes): DoorPlan {
  const slow = channels.filter(
    (channel) =>
      channel.type === textChannel &&
      isPublic(guild, channel) &&
      (channel.rate_limit_per_user ?? 0) < slowmodeSeconds,
  );
  const mine = slow.filter((channel) => has(channelRights(guild, channel, self), ManageChannels));
  const missing = slow.length - mine.length;
  return {
    changes: mine.map(({ id, name, rate_limit_per_user: seconds }) => ({
      ...{ key: `slowmode ${id}`, what: 'slowmode', name: `#${name ?? id}` },
      ...{ before: String(seconds ?? 0), after: String(slowmodeSeconds) },
    })),
    obstacles:
      missing === 0 ? [] : [{ key: 'raid.cannot.manage-channels', facts: { channels: missing } }],
  };
}

const changeOf = (
  what: 'invites' | 'verification',
  before: string | null,
  after: string | null,
): DoorChange => ({ key: what, what, name: '', before, after });

const invitesOf = ({ incidents_data: data }: GuildFacts): string | null =>
  data?.invites_disabled_until ? String(Date.parse(data.invites_disabled_until)) : null;

const guildIdOf = ({ space }: Place): string => space?.slice('discord:'.length) ?? '';
const channelIn = (key: string): string => key.slice(key.indexOf(' ') + 1);

interface Setting {
  call(where: Place, key: string, value: string | null): Pick<ApiCall, 'method' | 'route' | 'body'>;
}

const settings: Partial<Record<DoorThing, Setting>> = {
  slowmode: {
    call: (_where, key, value) => ({
      method: 'Patch',
      route: `/channels/${channelIn(key)}`,
      body: { rate_limit_per_user: Number(value) },
    }),
  },
  verification: {
    call: (where, _key, value) => ({
      method: 'Patch',
      route: `/guilds/${guildIdOf(where)}`,
      body: { verification_level: Number(value) },
    }),
  },
  invites: {
    call: (where, _key, value) => ({
      method: 'Put',
      route: `/guilds/${guildIdOf(where)}/incident-actions`,
      body: {
        invites_disabled_until: value === null ? null : new Date(Number(value)).toISOString(),
      },
    }),
  },
};

const thingOf = (what: DoorThing): Setting | undefined => settings[what];

/** Unknown Channel, Unknown Guild: what is gone needs no putting back. */
const gone: ReadonlySet<unknown> = new Set([10003, 10004]);

function refusalOr(failure: unknown, what: DoorThing): Result<DoorOutcome> {
  if (!(failure instanceof CastellanError) || failure.code !== 'platform-refused') throw failure;
  if (gone.has(failure.facts['code'])) return ok('left');
  const cannot: Refusal =
    what === 'slowmode'
      ? { key: 'raid.cannot.manage-channels', facts: { channels: 1 } }
      : { key: 'raid.cannot.manage-guild', facts: {} };
  return refuse(cannot.key, cannot.facts);
}
