import { boundedMap, type BoundedMap } from '../../../base/bounded-map.ts';
import type { Clock } from '../../../base/clock.ts';
import { channelOn, type ConnectionId } from '../../../base/ids.ts';
import { type Audience, openToAll } from '../../../core/audience.ts';
import type { Place } from '../../../core/event.ts';
import { placeIn, type Guild } from './guild.ts';
import { spaceOf } from './snowflake.ts';

const directPlaces = 2_000;
const namesKept = 20_000;
const timeoutsKept = 20_000;

/**
 * What one connection knows of its guilds. Nothing of messages, presences, voice or emojis is kept,
 * and of members only the last name of those who were seen lately.
 */
export class Directory {
  readonly guilds = new Map<string, Guild>();
  /** `guild/user` → display name, to say who was renamed from what. */
  readonly names: BoundedMap<string>;
  /** `guild/user` → until when he is timed out, epoch ms. */
  readonly timeouts: BoundedMap<number>;
  readonly #connection: ConnectionId;
  readonly #direct: BoundedMap<Place>;

  constructor(connection: ConnectionId, clock: Clock) {
    this.#connection = connection;
    this.#direct = boundedMap({ maxEntries: directPlaces }, clock);
    this.names = boundedMap({ maxEntries: namesKept }, clock);
    this.timeouts = boundedMap({ maxEntries: timeoutsKept }, clock);
  }

  /** Where something happened. `peer` names a direct conversation. */
  place(channel: string, guild: string | undefined, peer: string): Place {
    if (guild === undefined) return this.#directPlace(channel, peer);
    const known = this.guilds.get(guild);
    if (!known) return this.#unknownPlace(channel, guild);
    const place = known.places.get(channel);
    if (place) return place;
    const made = placeIn(known, this.#connection, { id: channel, name: `#${channel}` });
    known.places.set(channel, made);
    return made;
  }

  /** A place for what concerns the whole guild; the channel is the guild's own id. */
  guildPlace(guild: string): Place {
    const known = this.guilds.get(guild);
    return known
      ? placeIn(known, this.#connection, { id: guild, name: known.name })
      : this.#unknownPlace(guild, guild);
  }

  /** Who sees a channel, or a guild as a whole; undefined for what is none of ours. */
  audience(channel: string): Audience | undefined {
    if (this.guilds.has(channel)) return openToAll;
    for (const { sight } of this.guilds.values())
      if (sight.knows(channel)) return sight.audience(channel);
    return undefined;
  }

  members(): number {
    let sum = 0;
    for (const guild of this.guilds.values()) sum += guild.members;
    return sum;
  }

  #directPlace(channel: string, peer: string): Place {
    const known = this.#direct.get(channel);
    if (known) return known;
    const place: Place = {
      connection: this.#connection,
      platform: 'discord',
      channel: channelOn(this.#connection, channel),
      name: peer,
    };
    this.#direct.set(channel, place);
    return place;
  }

  /** A guild that we are not in: an application installed for a user, or an event before its guild. */
  #unknownPlace(channel: string, guild: string): Place {
    return {
      connection: this.#connection,
      platform: 'discord',
      channel: channelOn(this.#connection, channel),
      space: spaceOf(guild),
      name: `#${channel}`,
    };
  }
}
