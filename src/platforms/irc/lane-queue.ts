import type { CastellanError } from '../../base/errors.ts';

/** Lines for one target that go together. */
export interface Waiting {
  readonly lines: readonly string[];
  next: number;
  readonly sinceMs: number;
  readonly done: () => void;
  readonly failed: (reason: CastellanError) => void;
}

/** Channels by their first character, behind what addresses only their voiced or operators. Nicks have none of these. */
const channelLike = /^[~&@%+]*[#&+!]|^$/;

/**
 * One lane: what waits, by target. Channels and people are served in turn, and inside each of the two the targets
 * are, one line each. So a channel waits for at most one line of each other channel and as many to people, however
 * many different people are spoken to, and the other way round.
 */
export class LaneQueue {
  readonly #channels = new Map<string, Waiting[]>();
  readonly #people = new Map<string, Waiting[]>();
  #peopleNext = false;

  targets(): readonly string[] {
    return [...this.#channels.keys(), ...this.#people.keys()];
  }

  add(target: string, waiting: Waiting): void {
    const before = this.#groupOf(target).get(target);
    if (before) before.push(waiting);
    else this.#groupOf(target).set(target, [waiting]);
  }

  /** Takes all that waits for a target. */
  take(target: string): readonly Waiting[] {
    const group = this.#groupOf(target);
    const all = group.get(target) ?? [];
    group.delete(target);
    return all;
  }

  /** Takes what has waited for a target since before then. */
  takeOlder(target: string, beforeMs: number): readonly Waiting[] {
    const all = this.take(target);
    const fresh = all.filter(({ sinceMs }) => sinceMs >= beforeMs);
    if (fresh.length > 0) this.#groupOf(target).set(target, fresh);
    return all.filter(({ sinceMs }) => sinceMs < beforeMs);
  }

  /** Takes the newest of the target that most lines wait for, if those are more than `least`. Nothing is cut in two. */
  dropOfBusiest(least: number): Waiting | undefined {
    let busiest: { readonly target: string; readonly lines: number } | undefined;
    for (const target of this.targets()) {
      const lines = this.linesFor(target);
      if (lines > (busiest?.lines ?? least)) busiest = { target, lines };
    }
    if (!busiest) return undefined;
    const queue = this.#groupOf(busiest.target).get(busiest.target);
    const newest = queue?.at(-1);
    if (!queue || newest?.next !== 0) return undefined;
    queue.pop();
    if (queue.length === 0) this.take(busiest.target);
    return newest;
  }

  /** The target whose turn it is, of those that may be served. */
  next(may: (target: string) => boolean): string | undefined {
    const [first, second] = this.#peopleNext
      ? [this.#people, this.#channels]
      : [this.#channels, this.#people];
    return firstOf(first, may) ?? firstOf(second, may);
  }

  /** The next line for a target, which then goes to the end of its group; undefined when nothing waits for it. */
  serve(target: string): string | undefined {
    const group = this.#groupOf(target);
    const queue = group.get(target);
    const first = queue?.[0];
    const line = first?.lines[first.next];
    if (queue === undefined || first === undefined || line === undefined) return undefined;
    first.next += 1;
    group.delete(target);
    if (first.next === first.lines.length) {
      queue.shift();
      first.done();
    }
    if (queue.length > 0) group.set(target, queue);
    this.#peopleNext = group === this.#channels;
    return line;
  }

  /** Lines that wait for a target. */
  linesFor(target: string): number {
    return (this.#groupOf(target).get(target) ?? []).reduce(
      (sum, { lines, next }) => sum + lines.length - next,
      0,
    );
  }

  #groupOf(target: string): Map<string, Waiting[]> {
    return channelLike.test(target) ? this.#channels : this.#people;
  }
}

function firstOf(
  group: ReadonlyMap<string, unknown>,
  may: (target: string) => boolean,
): string | undefined {
  for (const target of group.keys()) if (may(target)) return target;
  return undefined;
}
