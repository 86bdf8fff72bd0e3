import type { ActorId, CommunityId } from '../../base/ids.ts';
import type { Fired, Happening } from '../../moderation/rules/index.ts';

/** A time that a rule held, in the words in which it happened. */
export interface Hit {
  readonly atMs: number;
  readonly community: CommunityId;
  readonly fired: Fired;
  readonly actor: ActorId;
  readonly name: string;
  readonly place: string;
  readonly happening: Happening;
}

interface Sum {
  hits: number;
  readonly people: Set<string>;
}

const mostKept = 500;
const mostPeople = 1000;

/** When rules held lately: the last 500 with what was said, and of each rule how often, and for how many people. */
export class Hits {
  readonly #kept: Hit[] = [];
  readonly #sums = new Map<string, Sum>();

  note(hit: Hit): void {
    this.#kept.unshift(hit);
    this.#kept.length = Math.min(this.#kept.length, mostKept);
    const key = keyOf(hit.community, hit.fired.rule.number);
    const sum = this.#sums.get(key) ?? { hits: 0, people: new Set<string>() };
    sum.hits += 1;
    if (sum.people.size < mostPeople) sum.people.add(hit.actor);
    this.#sums.set(key, sum);
  }

  /** Newest first. */
  of(community: CommunityId): readonly Hit[] {
    return this.#kept.filter((hit) => hit.community === community);
  }

  sum(community: CommunityId, rule: number): { readonly hits: number; readonly people: number } {
    const sum = this.#sums.get(keyOf(community, rule));
    return { hits: sum?.hits ?? 0, people: sum?.people.size ?? 0 };
  }

  total(): number {
    let total = 0;
    for (const { hits } of this.#sums.values()) total += hits;
    return total;
  }

  /** A changed rule is another one. */
  restart(community: CommunityId, rule: number): void {
    this.#sums.delete(keyOf(community, rule));
  }

  ofPerson(actor: ActorId): readonly Hit[] {
    return this.#kept.filter((hit) => hit.actor === actor);
  }

  forget(actor: ActorId): number {
    const his = this.ofPerson(actor).length;
    const others = this.#kept.filter((hit) => hit.actor !== actor);
    this.#kept.splice(0, this.#kept.length, ...others);
    for (const sum of this.#sums.values()) sum.people.delete(actor);
    return his;
  }
}

const keyOf = (community: CommunityId, rule: number): string => `${community} ${rule}`;
