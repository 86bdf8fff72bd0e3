import type { Actor } from '../actor.ts';
import type { Place } from '../event.ts';
import type { Platform, Thing } from '../platform.ts';
import type { Lookup } from './arguments.ts';

/** What words name in one place, as its platform knows it. */
export class PlatformLookup implements Lookup {
  readonly #platform: Platform;
  readonly #where: Place;

  constructor(platform: Platform, where: Place) {
    this.#platform = platform;
    this.#where = where;
  }

  actor(text: string): Promise<Actor | undefined> {
    return this.#platform.findActor(this.#where, text);
  }

  thing(kind: 'channel' | 'role', text: string): Promise<Thing | undefined> {
    return this.#platform.findThing(this.#where, kind, text);
  }
}
