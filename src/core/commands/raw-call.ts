import type { Actor } from '../actor.ts';
import type { Place } from '../event.ts';
import type { Platform, Thing } from '../platform.ts';
import type { Lookup } from './arguments.ts';
import type { RawCall } from './command.ts';
import { noProgress } from './progress.ts';
import type { Use } from './use.ts';

/** A use as the command reads its arguments from it. */
export function rawCallOf({ event, given, rules, platform, progress: teller }: Use): RawCall {
  const { actor: caller, where } = event;
  const { prefix, community } = rules;
  const progress = teller?.tell ?? noProgress;
  const lookup = new PlatformLookup(platform, where);
  const { message } = event.reply;
  const call = { given, caller, where, prefix, progress, lookup };
  const about = event.kind === 'message' ? event.answers : event.menu;
  if (community === undefined && message === undefined && !about) return call;
  return {
    ...call,
    ...(community !== undefined && { community }),
    ...(message !== undefined && { message }),
    ...(about && { about }),
  };
}

/** What words name in one place, as its platform knows it. */
class PlatformLookup implements Lookup {
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
