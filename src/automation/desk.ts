import type { CommunityId } from '../base/ids.ts';
import { type Result, ok, refuse } from '../base/result.ts';
import type { Automation, AutomationMode } from '../core/automation.ts';
import type { ChangedBy } from '../core/sentences/sentence-store.ts';
import { english } from './english.ts';
import type { Askable } from './judge.ts';
import type { Occasion } from './occasion.ts';
import { readSentence } from './read-sentence.ts';
import type {
  AutomationChange,
  AutomationRevision,
  AutomationStore,
  KeptAutomation,
} from './store.ts';
import { sentenceOf } from './wording.ts';

/** A kept automation, and what it says. */
export interface KnownAutomation extends KeptAutomation, Askable {}

export interface NewAutomation {
  readonly automation: Automation;
  readonly name?: string | undefined;
}

/** More would be a mistake. */
export const mostAutomations = 100;
const longestName = 60;

interface Parts {
  readonly store: AutomationStore;
  readonly clock: { now(): number };
  /** Told after each change, when it is in force: to others, and to whoever keeps the clocks. */
  readonly changed?: (community: CommunityId) => void;
}

/** The automations of all communities, in memory as they are in the database. */
export class AutomationDesk {
  readonly #parts: Parts;
  #all = new Map<CommunityId, readonly KnownAutomation[]>();
  /** Those that are on, by what they wait for. */
  #waiting = new Map<string, readonly KnownAutomation[]>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Reads everything anew: at the start, and when another process has changed something. */
  async load(): Promise<void> {
    const all = new Map<CommunityId, KnownAutomation[]>();
    const waiting = new Map<string, KnownAutomation[]>();
    for (const kept of await this.#parts.store.all()) {
      const read = readSentence(kept.sentence);
      // A sentence that this version cannot read is not in force; the history still shows it.
      if (!read.ok) continue;
      const key = `${kept.community} ${kept.number}`;
      const known = { ...kept, key, automation: read.value };
      put(all, kept.community, known);
      if (kept.mode === 'on')
        for (const on of occasionsOf(read.value)) put(waiting, `${kept.community} ${on}`, known);
    }
    this.#all = all;
    this.#waiting = waiting;
  }

  everyone(): readonly KnownAutomation[] {
    return [...this.#all.values()].flat();
  }

  list(community: CommunityId): readonly KnownAutomation[] {
    return this.#all.get(community) ?? [];
  }

  /** What is on here and waits for such an occasion; nothing, as nearly everywhere. */
  waitingFor(community: CommunityId, on: Occasion['on']): readonly KnownAutomation[] {
    return this.#waiting.get(`${community} ${on}`) ?? none;
  }

  find(community: CommunityId, number: number): Result<KnownAutomation> {
    const found = this.list(community).find((one) => one.number === number);
    return found ? ok(found) : refuse('automation.unknown', { number });
  }

  /** All or none are made; they are on. */
  async create(
    community: CommunityId,
    made: readonly NewAutomation[],
    by: ChangedBy,
  ): Promise<Result<readonly KnownAutomation[]>> {
    if (this.list(community).length + made.length > mostAutomations)
      return refuse('automation.many', { most: mostAutomations });
    const changes = made.map(({ automation, name }) => ({
      after: { ...keptAs(automation, name), mode: 'on' as const },
    }));
    return ok(await this.#change(community, changes, by));
  }

  /** A paused one is on again: whoever changed it has mended it. */
  async edit(
    community: CommunityId,
    number: number,
    { automation, name }: NewAutomation,
    by: ChangedBy,
  ): Promise<Result<KnownAutomation>> {
    const before = this.find(community, number);
    if (!before.ok) return before;
    const mode = before.value.mode === 'off' ? 'off' : 'on';
    const after = { ...keptAs(automation, name ?? before.value.name), mode } as const;
    return this.#changeOne(before.value, after, by);
  }

  async setMode(
    community: CommunityId,
    number: number,
    mode: AutomationMode,
    by: ChangedBy,
  ): Promise<Result<KnownAutomation>> {
    const before = this.find(community, number);
    if (!before.ok || before.value.mode === mode) return before;
    return this.#changeOne(before.value, { ...before.value, mode }, by);
  }

  async remove(
    community: CommunityId,
    number: number,
    by: ChangedBy,
  ): Promise<Result<KnownAutomation>> {
    const before = this.find(community, number);
    if (!before.ok) return before;
    await this.#change(community, [{ before: before.value }], by);
    return before;
  }

  history(community: CommunityId, limit: number): Promise<readonly AutomationRevision[]> {
    return this.#parts.store.history(community, limit);
  }

  async #changeOne(
    before: KnownAutomation,
    after: NonNullable<AutomationChange['after']>,
    by: ChangedBy,
  ): Promise<Result<KnownAutomation>> {
    await this.#change(before.community, [{ before, after }], by);
    return this.find(before.community, before.number);
  }

  async #change(
    community: CommunityId,
    changes: readonly AutomationChange[],
    by: ChangedBy,
  ): Promise<readonly KnownAutomation[]> {
    const { store, clock, changed } = this.#parts;
    const written = new Set(await store.change(changes, { ...by, community, atMs: clock.now() }));
    await this.load();
    changed?.(community);
    return this.list(community).filter(({ number }) => written.has(number));
  }
}

const none: readonly KnownAutomation[] = [];

function put<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function occasionsOf({ on }: Automation): readonly Occasion['on'][] {
  switch (on.kind) {
    case 'says':
    case 'matches':
      return ['message'];
    case 'reaction':
      return [on.added ? 'reaction' : 'reaction-removed'];
    case 'cron':
    case 'every':
    case 'once':
      return ['time'];
    default:
      return [on.kind];
  }
}

/** Kept as English writes it, whatever words were typed. */
function keptAs(
  automation: Automation,
  name: string | undefined,
): Pick<KeptAutomation, 'name' | 'sentence'> {
  const called = name?.trim();
  return {
    name: (called === undefined || called === '' ? nameFor(automation) : called).slice(
      0,
      longestName,
    ),
    sentence: sentenceOf(automation, english),
  };
}

/** What it is called where nobody gave it a name: what begins it. */
const nameFor = ({ on }: Automation): string => english.trigger(on);
