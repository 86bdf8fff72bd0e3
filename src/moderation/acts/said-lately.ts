import { type BoundedMap, boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import type { ActorId, SpaceId } from '../../base/ids.ts';
import type { ActRequest } from '../../core/cases/acts.ts';
import type { Evidence } from '../../core/cases/case.ts';
import type { InboundEvent } from '../../core/event.ts';

const peopleKept = 5000;
const keptMs = 10 * 60_000;
const messagesEach = 5;
const namesEach = 10;
const longestText = 1000;

/** What somebody said in one space a moment ago. */
interface Lately {
  readonly said: Evidence[];
  readonly names: Set<string>;
}

/**
 * The last few messages and names of people, in memory only, bounded and for ten minutes: what a case rests on when a
 * moderator gives no other evidence.
 */
export class SaidLately {
  readonly #people: BoundedMap<Lately>;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#people = boundedMap({ maxEntries: peopleKept, ttlMs: keptMs }, clock);
  }

  take(event: InboundEvent): void {
    if (event.kind === 'renamed') return this.#renamed(event);
    if (event.kind !== 'message' || event.replayed || event.where.space === undefined) return;
    const { actor, where, text, atMs, id } = event;
    const lately = this.#of(where.space ?? '', actor.id);
    lately.names.add(actor.name);
    lately.said.push({
      ...{ atMs, channel: where.name, author: actor.id, text: text.slice(0, longestText) },
      ...(id !== undefined && { message: id }),
    });
    if (lately.said.length > messagesEach) lately.said.shift();
  }

  by(space: SpaceId | string, actor: ActorId | string): readonly Evidence[] {
    return [...(this.#people.get(`${space} ${actor}`)?.said ?? [])];
  }

  names(space: SpaceId | string, actor: ActorId | string): readonly string[] {
    return [...(this.#people.get(`${space} ${actor}`)?.names ?? [])];
  }

  /** All of one person, in every space. */
  of(actor: ActorId): readonly Evidence[] {
    return this.#keysOf(actor).flatMap((key) => this.#people.get(key)?.said ?? []);
  }

  /** How many messages that were. */
  forget(actor: ActorId): number {
    const count = this.of(actor).length;
    for (const key of this.#keysOf(actor)) this.#people.delete(key);
    return count;
  }

  #keysOf(actor: ActorId): readonly string[] {
    const keys = Array.from(this.#people.entries(), ([key]) => key);
    return keys.filter((key) => key.endsWith(` ${actor}`));
  }

  #renamed({ where, actor, before }: Extract<InboundEvent, { kind: 'renamed' }>): void {
    if (where.space === undefined) return;
    const known = this.#people.get(`${where.space} ${before.id}`);
    if (!known) return;
    for (const name of [before.name, actor.name])
      if (known.names.size < namesEach) known.names.add(name);
    this.#people.set(`${where.space} ${actor.id}`, known);
  }

  #of(space: string, actor: string): Lately {
    const key = `${space} ${actor}`;
    const known = this.#people.get(key) ?? { said: [], names: new Set<string>() };
    // Setting it anew keeps whoever speaks.
    this.#people.set(key, known);
    return known;
  }
}

/** With the message that an act is about, where it is not among them: it may be older than what is remembered. */
export function withMessage(
  lately: readonly Evidence[],
  { about, where, subject }: Pick<ActRequest, 'about' | 'where' | 'subject'>,
  nowMs: number,
): readonly Evidence[] {
  const { message, text } = about ?? {};
  if (text === undefined || !subject || lately.some((one) => one.message === message))
    return lately;
  const said = { channel: where.name, author: subject.id, text: text.slice(0, longestText) };
  return [{ atMs: nowMs, ...said, ...(message !== undefined && { message }) }, ...lately];
}
