import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import type { Cache } from '../../core/cache/cache.ts';

/** What the adapter takes from the outside: time, chance and a place to say what happens. */
export interface DiscordPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Where what was found in Discord is kept for a while; its own where none is given. */
  readonly cache?: Cache;
}
