import type { ConnectionId } from '../../base/ids.ts';
import type { InboundEvent, Place } from '../../core/event.ts';

const keyOf = ({ connection, space, channel }: Place): string =>
  `${connection} ${space ?? channel}`;

/** The spaces that the bot is in now, each with one place to act from. */
export class KnownSpaces {
  readonly #places = new Map<string, Place>();

  take(event: InboundEvent): void {
    if (event.kind === 'space-joined') this.#places.set(keyOf(event.where), event.where);
    else if (event.kind === 'space-left') this.#places.delete(keyOf(event.where));
  }

  /** By its name, its id, or that of one of its channels. */
  named(text: string): Place | undefined {
    const wanted = text.toLowerCase();
    return [...this.#places.values()].find(({ name, spaceName, space, channel }) =>
      [name, spaceName, space, channel].some((one) => one?.toLowerCase() === wanted),
    );
  }

  on(connection: ConnectionId): readonly Place[] {
    return [...this.#places.values()].filter((place) => place.connection === connection);
  }
}
