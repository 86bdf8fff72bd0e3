import type { Limits } from '../guard/index.ts';
import { type FactPlace, isExempt, isUse, kindIn } from './fact.ts';
import { type Tape, hourMs } from './tape.ts';

/**
 * How a place was really used, in the shape that limits ask about: of its commands, how many were somebody's (or the
 * place's) n-th within the window. What stands at n is what a limit below n would have been asked about.
 */
export interface Rates {
  readonly uses: number;
  readonly people: number;
  /** Index 0: the first within the window. The last one holds all beyond. */
  readonly actorInWindow: readonly number[];
  readonly channelInWindow: readonly number[];
  readonly sameCommandInWindow: readonly number[];
  /** By the person, within a minute, for each category in its order. */
  readonly perMinute: readonly (readonly number[])[];
  /** By hours since the tape's beginning. */
  readonly hours: readonly {
    readonly hour: number;
    readonly uses: number;
    readonly messages: number;
    readonly joins: number;
  }[];
}

const categoryCount = 4;
const minuteMs = 60_000;

/** The times of the last few of each key: a ring each. */
class Lately {
  readonly #size: number;
  readonly #rings = new Map<number, { readonly times: Float64Array; count: number }>();
  readonly counts: number[];

  constructor(size: number) {
    this.#size = size;
    this.counts = Array.from({ length: size }, () => 0);
  }

  /** Notes a hit, and counts which one within the window it is. */
  hit(key: number, timeMs: number, windowMs: number): void {
    const ring = this.#rings.get(key) ?? { times: new Float64Array(this.#size), count: 0 };
    this.#rings.set(key, ring);
    let before = 0;
    const known = Math.min(ring.count, this.#size - 1);
    while (before < known) {
      const at = (ring.count - 1 - before) % this.#size;
      if (timeMs - (ring.times[at] ?? 0) >= windowMs) break;
      before += 1;
    }
    this.counts[before] = (this.counts[before] ?? 0) + 1;
    ring.times[ring.count % this.#size] = timeMs;
    ring.count += 1;
  }
}

/** Most that is told apart of each. */
const most = { actor: 17, channel: 65, sameCommand: 9, perMinute: 121 } as const;

/** The rates of one place, or of several together. Exempt people do not count: no limit is for them. */
export function ratesOf(tape: Tape, counts: (place: FactPlace) => boolean, limits: Limits): Rates {
  const counted = tape.placeList.map(counts);
  const actor = new Lately(most.actor);
  const channel = new Lately(most.channel);
  const sameCommand = new Lately(most.sameCommand);
  const perMinute = Array.from({ length: categoryCount }, () => new Lately(most.perMinute));
  const hours = new Hours();
  const people = new Set<number>();
  let uses = 0;
  for (let row = 0; row < tape.count; row += 1) {
    const [place, mark] = [tape.places[row] ?? 0, tape.marks[row] ?? 0];
    if (counted[place] !== true || !isUse(kindIn(mark)) || isExempt(mark)) continue;
    const [who, timeMs] = [tape.actors[row] ?? 0, tape.timesMs[row] ?? 0];
    uses += 1;
    people.add(who);
    hours.add(Math.floor((timeMs - tape.fromMs) / hourMs), 'uses', 1);
    actor.hit(who, timeMs, limits.window.windowMs);
    channel.hit(place, timeMs, limits.channel.windowMs);
    const command = who * tape.commandNames.length + (tape.commands[row] ?? 0);
    sameCommand.hit(command, timeMs, limits.sameCommand.windowMs);
    perMinute[kindIn(mark)]?.hit(who, timeMs, minuteMs);
  }
  tape.talk.forEach(({ messages, joins }, place) => {
    if (counted[place] !== true) return;
    for (const [hour, count] of messages) hours.add(hour, 'messages', count);
    for (const [hour, count] of joins) hours.add(hour, 'joins', count);
  });
  return {
    ...{ uses, people: people.size, hours: hours.all() },
    actorInWindow: actor.counts,
    channelInWindow: channel.counts,
    sameCommandInWindow: sameCommand.counts,
    perMinute: perMinute.map((one) => one.counts),
  };
}

class Hours {
  readonly #hours = new Map<number, { uses: number; messages: number; joins: number }>();

  add(hour: number, what: 'uses' | 'messages' | 'joins', by: number): void {
    const known = this.#hours.get(hour) ?? { uses: 0, messages: 0, joins: 0 };
    known[what] += by;
    this.#hours.set(hour, known);
  }

  all(): Rates['hours'] {
    return [...this.#hours]
      .sort(([a], [b]) => a - b)
      .map(([hour, counts]) => ({ hour, ...counts }));
  }
}
