import type { Detection, Person } from './gathering.ts';

/** Something that hit one person. */
export interface Hit extends Detection {
  readonly people: readonly [Person];
}

const mostSubjects = 1000;
const mostPeople = 200;

/** Whom something hit lately: it takes several people within a window to make an incident of it. Bounded, in memory. */
export class Several {
  readonly #hits = new Map<string, Map<string, Hit>>();

  /** Notes one more; those whom it hit within the window when they are enough, else undefined. */
  note(
    key: string,
    hit: Hit,
    { people, windowMs }: { readonly people: number; readonly windowMs: number },
  ): readonly Hit[] | undefined {
    const known = this.#hits.get(key) ?? new Map<string, Hit>();
    // Set anew, so that what is busy is kept longest.
    this.#hits.delete(key);
    this.#hits.set(key, known);
    if (this.#hits.size > mostSubjects) this.#hits.delete([...this.#hits.keys()][0] ?? key);
    const [{ actor: hitNow }] = hit.people;
    known.delete(hitNow);
    known.set(hitNow, hit);
    for (const [actor, { atMs }] of known)
      if (atMs <= hit.atMs - windowMs || known.size > mostPeople) known.delete(actor);
    if (known.size < people) return undefined;
    this.#hits.delete(key);
    return [...known.values()];
  }
  forget(actor: string): number {
    let count = 0;
    for (const known of this.#hits.values()) if (known.delete(actor)) count += 1;
    return count;
  }
}
