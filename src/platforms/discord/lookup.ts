import { z } from 'zod';
import { boundedMap, type BoundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import type { Actor } from '../../core/actor.ts';
import type { Place } from '../../core/event.ts';
import type { Thing } from '../../core/platform.ts';
import type { Api } from './api.ts';
import { actorFrom } from './inbound/actor.ts';
import type { Directory } from './inbound/directory.ts';
import type { Guild } from './inbound/guild.ts';

const user = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
});
const member = z.object({ user, nick: z.string().nullish(), roles: z.array(z.string()) });
const role = z.object({ id: z.string(), name: z.string() });

type Member = z.output<typeof member>;
type Role = z.output<typeof role>;

const peopleKept = 2_000;
const rolesKept = 200;
const believedMs = 30_000;
const searchLimit = '20';

const idIn = (text: string, mention: RegExp): string | undefined =>
  mention.exec(text)?.[1] ?? (/^\d{15,20}$/.test(text) ? text : undefined);

const fold = (text: string): string => text.normalize('NFC').toLowerCase();

/** Finds whom and what a text names, asking the API for what is not kept, and believing it for a while. */
export class Lookup {
  readonly #api: Api;
  readonly #directory: Directory;
  readonly #people: BoundedMap<Actor>;
  readonly #roles: BoundedMap<Role[]>;

  constructor(api: Api, directory: Directory, clock: Clock) {
    this.#api = api;
    this.#directory = directory;
    this.#people = boundedMap({ maxEntries: peopleKept, ttlMs: believedMs }, clock);
    this.#roles = boundedMap({ maxEntries: rolesKept, ttlMs: believedMs }, clock);
  }

  /** By mention, id, account name, display name or nickname; capital letters do not matter. */
  async actor(where: Place, text: string): Promise<Actor | undefined> {
    const wanted = text.trim();
    const guild = this.#guild(where);
    const key = `${guild?.id ?? ''}/${fold(wanted)}`;
    const known = this.#people.get(key);
    if (known) return known;
    const id = idIn(wanted, /^<@!?(\d{1,20})>$/);
    const found =
      id === undefined ? await this.#byName(guild, wanted) : await this.#byId(guild, id);
    if (found) this.#people.set(key, found);
    return found;
  }

  /** By mention, id or name, with or without the leading `#` or `@`. */
  async thing(where: Place, kind: 'channel' | 'role', text: string): Promise<Thing | undefined> {
    const guild = this.#guild(where);
    if (!guild) return undefined;
    return kind === 'channel' ? channelIn(guild, text.trim()) : this.#role(guild, text.trim());
  }

  #guild({ space }: Place): Guild | undefined {
    return space && this.#directory.guilds.get(space.slice('discord:'.length));
  }

  async #byId(guild: Guild | undefined, id: string): Promise<Actor | undefined> {
    if (!guild) {
      const found = user.safeParse(await this.#get(`/users/${id}`));
      return found.data && actorFrom(found.data, undefined, undefined);
    }
    const found = member.safeParse(await this.#get(`/guilds/${guild.id}/members/${id}`));
    return found.data && actorFrom(found.data.user, found.data, guild);
  }

  async #byName(guild: Guild | undefined, text: string): Promise<Actor | undefined> {
    const name = text.replace(/^@/, '');
    if (!guild || name === '') return undefined;
    const query = { query: name, limit: searchLimit };
    const found = z
      .array(member)
      .safeParse(await this.#get(`/guilds/${guild.id}/members/search`, query));
    const best = bestOf(found.data ?? [], fold(name));
    return best && actorFrom(best.user, best, guild);
  }

  async #role(guild: Guild, text: string): Promise<Thing | undefined> {
    const id = idIn(text, /^<@&(\d{1,20})>$/);
    const name = fold(text.replace(/^@/, ''));
    const roles = await this.#rolesOf(guild);
    return roles.find((one) => (id === undefined ? fold(one.name) === name : one.id === id));
  }

  async #rolesOf(guild: Guild): Promise<readonly Role[]> {
    const known = this.#roles.get(guild.id);
    if (known) return known;
    const found = z.array(role).safeParse(await this.#get(`/guilds/${guild.id}/roles`)).data ?? [];
    this.#roles.set(guild.id, found);
    return found;
  }

  /** Undefined for what does not exist; faults of the network are the caller's to know. */
  async #get(route: `/${string}`, query?: Readonly<Record<string, string>>): Promise<unknown> {
    try {
      return await this.#api.call({
        method: 'Get',
        route,
        repeatable: true,
        ...(query && { query }),
      });
    } catch (thrown) {
      if (thrown instanceof CastellanError && thrown.code === 'platform-refused') return undefined;
      throw thrown;
    }
  }
}

/** Account names are unique, nicknames are anyone's choice: an account name wins. */
function bestOf(members: readonly Member[], name: string): Member | undefined {
  const called = (read: (one: Member) => string | null | undefined) =>
    members.find((one) => fold(read(one) ?? '') === name);
  return (
    called((one) => one.user.username) ??
    called((one) => one.nick) ??
    called((one) => one.user.global_name)
  );
}

function channelIn(guild: Guild, text: string): Thing | undefined {
  const id = idIn(text, /^<#(\d{1,20})>$/);
  const name = `#${fold(text.replace(/^#/, ''))}`;
  for (const [native, place] of guild.places)
    if (id === undefined ? fold(place.name) === name : native === id)
      return { id: place.channel, name: place.name, place };
  return undefined;
}
