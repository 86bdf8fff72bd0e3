import { type Clock, every } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { CommunityId } from '../../base/ids.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Doer } from '../../core/cases/acts.ts';
import type { Case } from '../../core/cases/case.ts';
import type { IncidentDesk } from '../../core/incidents/desk.ts';
import type { HeldLevel, Incident, IncidentKey } from '../../core/incidents/incident.ts';
import { type Detection, Gathering } from './gathering.ts';
import type { IncidentStore, NewEntry } from './incident-store.ts';
import { type Hit, Several } from './several.ts';

/** What a community has set about incidents. */
export interface IncidentRules {
  /** So many people must be hit by one rule within the window. */
  readonly people: number;
  readonly windowMs: number;
  /** An incident in which nothing happened for so long is over. */
  readonly quietMs: number;
}

interface Parts {
  readonly store: IncidentStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
  rules(community: CommunityId): IncidentRules;
  /** An incident begins. Never throws, never waits. */
  opened(incident: Incident): void;
  /** The levels that hold in a community now. */
  levels(community: CommunityId): readonly HeldLevel[];
}

/** So often what came together is written. */
const writeAfterMs = 250;
const sweepEveryMs = 30_000;
/** A process on the same database may have closed it, or opened one. */
const mostOpen = 1000;

/** Makes incidents out of what is detected, and keeps them. */
export class Incidents implements IncidentDesk {
  readonly #parts: Parts;
  readonly #open = new Map<string, { incident: Incident; readonly people: Set<string> }>();
  #waiting = new Map<string, Gathering>();
  readonly #several = new Several();
  #writing: Promise<unknown> = Promise.resolve();
  #scheduled = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Takes up what is open, and tells what that is. */
  async open(): Promise<readonly Incident[]> {
    const { store, clock, life } = this.#parts;
    const open = await store.allOpen();
    for (const incident of open) {
      const people = (await store.people(incident)).map(({ actor }) => actor);
      this.#open.set(keyOf(incident), { incident, people: new Set(people) });
    }
    life.own(() => this.settled());
    life.own(every(clock, sweepEveryMs, () => this.#calmly(() => this.#sweep())));
    return open;
  }

  /** Whether what is of this subject belongs to an incident that operators know of. */
  covers(community: CommunityId, subject: string): boolean {
    return this.#open.has(keyOf({ community, subject }));
  }

  /** Opens an incident, or joins the one that is open. Never throws, never waits. */
  detect(detection: Detection): void {
    const key = keyOf(detection);
    const gathering = this.#waiting.get(key) ?? new Gathering(detection);
    if (this.#waiting.size >= mostOpen && !this.#waiting.has(key)) return;
    this.#waiting.set(key, gathering);
    gathering.detected(detection);
    this.#writeSoon();
  }

  /** The same, but it takes several people within a window to begin one. */
  detectSeveral(hit: Hit): void {
    if (this.covers(hit.community, hit.subject) || this.#waiting.has(keyOf(hit)))
      return this.detect(hit);
    const { people, windowMs } = this.#parts.rules(hit.community);
    for (const one of this.#several.note(keyOf(hit), hit, { people, windowMs }) ?? [])
      this.detect(one);
  }

  /** Something that belongs to an open incident, and begins none. */
  happened(community: CommunityId, subject: string, entry: NewEntry): void {
    const gathering = this.#joining({ community, subject }, entry.atMs);
    gathering?.wrote(entry);
  }

  /** Somebody concerned by an incident that is open. */
  concerned(
    community: CommunityId,
    subject: string,
    detection: Pick<Detection, 'entry' | 'people' | 'atMs'>,
  ): void {
    this.#joining({ community, subject }, detection.atMs)?.detected(detection);
  }

  /** A case was written: it belongs to what its doer or its person belongs to. */
  caseOpened(made: Case): void {
    for (const { incident, people } of this.#open.values())
      if (incident.community === made.community)
        if (incident.subject === made.by || people.has(made.target) || people.has(made.by))
          this.#link(this.#joining(incident, made.atMs), made);
    // What begins at this moment has no number yet.
    for (const [key, gathering] of this.#waiting)
      if (!this.#open.has(key) && gathering.concerns(made)) this.#link(gathering, made);
  }

  #link(gathering: Gathering | undefined, made: Case): void {
    gathering?.linked(made.number);
    gathering?.wrote(entryOf(made));
  }

  /** Cases that were there before the incident, and belong to it. */
  adopt(community: CommunityId, subject: string, numbers: readonly number[]): void {
    const gathering = this.#joining({ community, subject }, this.#parts.clock.now());
    for (const number of numbers) gathering?.linked(number);
  }

  communities: IncidentDesk['communities'] = () => this.#parts.store.communities();

  async list(...asked: Parameters<IncidentDesk['list']>): Promise<readonly Incident[]> {
    await this.settled();
    return this.#parts.store.list(...asked);
  }

  async whole(key: IncidentKey): ReturnType<IncidentDesk['whole']> {
    await this.settled();
    const { store } = this.#parts;
    const found = await store.find(key);
    if (!found) return refuse('incident.unknown', { number: key.number });
    const [timeline, concerned, caseNumbers] = await Promise.all([
      store.timeline(key),
      store.people(key),
      store.cases(key),
    ]);
    return ok({
      ...found,
      timeline,
      concerned,
      caseNumbers,
      holds: levelsOf(found, this.#parts.levels(key.community)),
    });
  }

  async note(key: IncidentKey, by: Doer, text: string): Promise<Result<Incident>> {
    const atMs = this.#parts.clock.now();
    return this.#added(key, {
      atMs,
      kind: 'note',
      what: 'note',
      text,
      actor: by.id,
      name: by.name,
    });
  }

  /** Notes that something of it was taken back. */
  async undone(key: IncidentKey, by: string, facts: NewEntry['facts']): Promise<void> {
    const atMs = this.#parts.clock.now();
    await this.#added(key, {
      atMs,
      kind: 'undo',
      what: 'undone',
      actor: by,
      ...(facts && { facts }),
    });
  }

  async close(key: IncidentKey, by: Doer): Promise<Result<Incident>> {
    await this.settled();
    const { store, clock } = this.#parts;
    const found = await store.find(key);
    if (!found) return refuse('incident.unknown', { number: key.number });
    const atMs = clock.now();
    if (!(await store.close(key, { atMs, by: by.id })))
      return refuse('incident.over', { number: key.number });
    this.#open.delete(keyOf(found));
    return this.#added(key, { atMs, kind: 'closed', what: 'closed', actor: by.id, name: by.name });
  }

  /** What is known of somebody in memory; the rest goes with the tables. */
  forget(actor: string): number {
    let count = 0;
    for (const { people } of this.#open.values()) if (people.delete(actor)) count += 1;
    return count + this.#several.forget(actor);
  }

  /** Resolves when everything that was detected is written. */
  async settled(): Promise<void> {
    this.#write();
    await this.#writing;
  }

  async #added(key: IncidentKey, entry: NewEntry): Promise<Result<Incident>> {
    const { store } = this.#parts;
    const none = { detections: 0, people: [], cases: [] };
    await store.add(key, { ...none, atMs: entry.atMs, entries: [entry] });
    const found = await store.find(key);
    return found ? ok(found) : refuse('incident.unknown', { number: key.number });
  }

  #joining(about: Pick<Incident, 'community' | 'subject'>, atMs: number): Gathering | undefined {
    const key = keyOf(about);
    const open = this.#open.get(key)?.incident;
    const waiting = this.#waiting.get(key);
    if (waiting || !open) return waiting;
    const gathering = new Gathering({ ...open, atMs });
    this.#waiting.set(key, gathering);
    this.#writeSoon();
    return gathering;
  }

  #writeSoon(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#parts.clock.after(writeAfterMs, () => {
      this.#scheduled = false;
      this.#write();
    });
  }

  #write(): void {
    const waiting = this.#waiting;
    if (waiting.size === 0) return;
    this.#waiting = new Map();
    this.#calmly(async () => {
      for (const gathering of waiting.values()) await this.#writeOne(gathering);
    });
  }

  async #writeOne(gathering: Gathering): Promise<void> {
    const { store } = this.#parts;
    const { first } = gathering;
    const addition = gathering.addition();
    const known = this.#open.get(keyOf(first));
    // What only belongs to an incident begins none once that is over.
    if (!known && addition.detections === 0) return;
    const { incident, fresh } = await store.open({ ...first, atMs: first.atMs });
    const people = known?.people ?? new Set<string>();
    for (const { actor } of addition.people) people.add(actor);
    this.#open.set(keyOf(incident), { incident: { ...incident, lastAtMs: addition.atMs }, people });
    await store.add(incident, addition);
    if (fresh) this.#parts.opened(incident);
  }

  async #sweep(): Promise<void> {
    const { store, clock } = this.#parts;
    for (const [key, { incident }] of this.#open) {
      const { community, number } = incident;
      const now = await store.find(incident);
      const nowMs = clock.now();
      const isQuiet = now && now.lastAtMs + this.#parts.rules(community).quietMs <= nowMs;
      const holds = levelsOf(incident, this.#parts.levels(community)).length > 0;
      if (now?.state === 'open' && (!isQuiet || holds)) continue;
      this.#open.delete(key);
      if (now?.state === 'open' && (await store.close(incident, { atMs: nowMs })))
        await this.#added({ community, number }, { atMs: nowMs, kind: 'closed', what: 'quiet' });
    }
  }

  #calmly(act: () => Promise<void>): void {
    this.#writing = this.#writing
      .then(act)
      .catch((failure: unknown) =>
        this.#parts.log.error({ problem: messageOf(failure) }, 'An incident could not be written'),
      );
  }
}

const keyOf = ({ community, subject }: Pick<Incident, 'community' | 'subject'>): string =>
  `${community}\n${subject}`;

/** Levels are of a raid, and hold where it is. */
const levelsOf = ({ kind, place }: Incident, levels: readonly HeldLevel[]): readonly HeldLevel[] =>
  kind === 'raid' ? levels.filter(({ key }) => key === `${place.connection} ${place.space}`) : [];

const entryOf = ({ number, kind, target, targetName, atMs }: Case): NewEntry => ({
  ...{ atMs, kind: 'act', what: 'case', actor: target, name: targetName },
  facts: { number, kind },
});
