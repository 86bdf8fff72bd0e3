import { boundedMap } from '../base/bounded-map.ts';
import type { Clock } from '../base/clock.ts';
import type { ChannelId, SpaceId } from '../base/ids.ts';
import type { InboundEvent } from '../core/event.ts';

const mostSpaces = 2000;
const mostChannels = 5000;

interface Space {
  readonly space: SpaceId;
  readonly spaceName: string;
}

interface Channel extends Space {
  readonly channel: { readonly id: ChannelId; readonly name: string };
}

/** The spaces that the bot is in, and the channels of them in which something happened lately. Bounded. */
export class KnownPlaces {
  readonly #spaces;
  readonly #channels;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#spaces = boundedMap<Space>({ maxEntries: mostSpaces }, clock);
    this.#channels = boundedMap<Channel>({ maxEntries: mostChannels }, clock);
  }

  see(event: InboundEvent): void {
    if (event.kind === 'space-left') {
      this.#forget(event.space);
      return;
    }
    const { space, spaceName, channel, name, platform } = event.where;
    if (event.kind === 'space-joined')
      this.#spaces.set(event.space, { space: event.space, spaceName: event.name });
    // On IRC the channel is the space.
    if (space === undefined || platform === 'irc' || event.kind === 'space-joined') return;
    this.#channels.set(channel, {
      ...{ space, spaceName: spaceName ?? name },
      channel: { id: channel, name },
    });
  }

  list(): readonly (Space | Channel)[] {
    return [...this.#spaces.entries(), ...this.#channels.entries()].map(([, place]) => place);
  }

  #forget(space: SpaceId): void {
    this.#spaces.delete(space);
    for (const [id, place] of [...this.#channels.entries()])
      if (place.space === space) this.#channels.delete(id);
  }
}
