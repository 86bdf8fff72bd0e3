import type { CommunityId } from '../../base/ids.ts';
import type { IncidentKind } from '../../core/incidents/incident.ts';
import type { Case, CasePlace } from '../../core/cases/case.ts';
import type { Addition, NewEntry } from './incident-store.ts';

/** What joins an incident. */
export interface Detection {
  readonly community: CommunityId;
  readonly kind: IncidentKind;
  readonly subject: string;
  readonly place: CasePlace;
  readonly atMs: number;
  readonly entry: NewEntry;
  readonly people: readonly Person[];
}

export interface Person {
  readonly actor: string;
  readonly name: string;
}

const mostEntries = 50;
const mostPeople = 1000;

/** What came together until it is written: a crowd costs one write, and the same again is one line with a number. */
export class Gathering {
  readonly first: Omit<Detection, 'entry' | 'people'>;
  readonly #entries = new Map<string, NewEntry>();
  readonly #people = new Map<string, { actor: string; name: string; hits: number }>();
  readonly #cases = new Set<number>();
  #detections = 0;
  #lastAtMs: number;

  constructor(first: Omit<Detection, 'entry' | 'people'>) {
    this.first = first;
    this.#lastAtMs = first.atMs;
  }

  detected({ entry, people, atMs }: Pick<Detection, 'entry' | 'people' | 'atMs'>): void {
    this.#detections += 1;
    this.#lastAtMs = Math.max(this.#lastAtMs, atMs);
    this.wrote(entry);
    for (const { actor, name } of people) {
      const known = this.#people.get(actor);
      if (known) known.hits += 1;
      else if (this.#people.size < mostPeople) this.#people.set(actor, { actor, name, hits: 1 });
    }
  }

  wrote(entry: NewEntry): void {
    const key = `${entry.kind} ${entry.what} ${entry.actor ?? ''} ${JSON.stringify(entry.facts ?? {})}`;
    const known = this.#entries.get(key);
    if (known) this.#entries.set(key, { ...known, count: (known.count ?? 1) + 1 });
    else if (this.#entries.size < mostEntries) this.#entries.set(key, entry);
  }

  linked(number: number): void {
    this.#cases.add(number);
  }

  /** Whether a case is of what this is about. */
  concerns({ community, by, target }: Pick<Case, 'community' | 'by' | 'target'>): boolean {
    const { first } = this;
    if (first.community !== community) return false;
    return first.subject === by || this.#people.has(target) || this.#people.has(by);
  }

  addition(): Addition {
    return {
      ...{ atMs: this.#lastAtMs, detections: this.#detections },
      ...{ entries: [...this.#entries.values()], people: [...this.#people.values()] },
      cases: [...this.#cases],
    };
  }
}
