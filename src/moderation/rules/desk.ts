import type { CommunityId } from '../../base/ids.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { ChangedBy } from '../../core/sentences/sentence-store.ts';
import { RuleBook } from './book.ts';
import { english } from './english.ts';
import { readSentence } from './read-sentence.ts';
import type { Enforced, Mode, Rule } from './rule.ts';
import type { KeptRule, RuleChange, RuleRevision, RuleStore } from './store.ts';
import { sentenceOf } from './wording.ts';

/** A kept rule and what it says. */
export interface KnownRule extends KeptRule {
  readonly rule: Rule;
}

export interface NewRule {
  readonly sentence: string;
  readonly name?: string;
}

/** More would be a mistake, and the judge promises a cost for a hundred. */
export const mostRules = 200;
const longestName = 40;

interface Parts {
  readonly store: RuleStore;
  readonly clock: { now(): number };
  /** Tells other processes that a community's rules have changed. */
  readonly changed?: (community: CommunityId) => void;
}

/** The rules of all communities, in memory as they are in the database. */
export class RuleDesk {
  readonly #parts: Parts;
  #rules = new Map<CommunityId, readonly KnownRule[]>();
  readonly #books = new Map<CommunityId, RuleBook>();
  readonly #listeners = new Set<() => void>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Reads everything anew: at the start, and when another process has changed something. */
  async load(): Promise<void> {
    const rules = new Map<CommunityId, KnownRule[]>();
    for (const kept of await this.#parts.store.all()) {
      const rule = readSentence(kept.sentence);
      // A sentence that this version cannot read is not in force; it is shown with its text by the store's history.
      if (!rule.ok) continue;
      const own = rules.get(kept.community) ?? [];
      own.push({ ...kept, rule: rule.value });
      rules.set(kept.community, own);
    }
    this.#rules = rules;
    this.#books.clear();
    for (const listener of this.#listeners) listener();
  }

  /** Calls back whenever rules may have changed, here or in another process. The returned function stops it. */
  follow(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  list(community: CommunityId): readonly KnownRule[] {
    return this.#rules.get(community) ?? [];
  }

  find(community: CommunityId, number: number): Result<KnownRule> {
    const found = this.list(community).find((rule) => rule.number === number);
    return found ? ok(found) : refuse('automod.no-rule', { number });
  }

  /** The rules that are not off; undefined where there are none, as nearly everywhere. */
  bookOf(community: CommunityId): RuleBook | undefined {
    const known = this.#books.get(community);
    if (known) return known;
    const rules = this.list(community).flatMap(enforcedOf);
    if (rules.length === 0) return undefined;
    const book = new RuleBook(rules);
    this.#books.set(community, book);
    return book;
  }

  /** New rules only watch at first. All or none are added. */
  async add(
    community: CommunityId,
    added: readonly NewRule[],
    by: ChangedBy,
  ): Promise<Result<readonly KnownRule[]>> {
    const here = this.list(community);
    if (here.length + added.length > mostRules) return refuse('automod.many', { most: mostRules });
    const changes: RuleChange[] = [];
    let position = Math.max(0, ...here.map((rule) => rule.position));
    for (const { sentence, name } of added) {
      const rule = readSentence(sentence);
      if (!rule.ok) return rule;
      position += 1;
      changes.push({ after: { ...keptAs(rule.value, name), position, mode: 'shadow' } });
    }
    return ok(await this.#change(community, changes, by));
  }

  async edit(
    community: CommunityId,
    number: number,
    { sentence, name }: NewRule,
    by: ChangedBy,
  ): Promise<Result<KnownRule>> {
    const before = this.find(community, number);
    if (!before.ok) return before;
    const rule = readSentence(sentence);
    if (!rule.ok) return rule;
    const { position, mode } = before.value;
    const after = { ...keptAs(rule.value, name ?? before.value.name), position, mode };
    return this.#changeOne(before.value, after, by);
  }

  async setMode(
    community: CommunityId,
    number: number,
    mode: Mode,
    by: ChangedBy,
  ): Promise<Result<KnownRule>> {
    const before = this.find(community, number);
    return before.ok ? this.#changeOne(before.value, { ...before.value, mode }, by) : before;
  }

  /** Puts a rule at this place in the order, from 1; the others close ranks. */
  async move(
    community: CommunityId,
    number: number,
    place: number,
    by: ChangedBy,
  ): Promise<Result<KnownRule>> {
    const moved = this.find(community, number);
    if (!moved.ok) return moved;
    const others = this.list(community).filter((rule) => rule.number !== number);
    const order = others.toSpliced(Math.max(0, place - 1), 0, moved.value);
    const changes = order.flatMap((rule, at) =>
      rule.position === at + 1 ? [] : [{ before: rule, after: { ...rule, position: at + 1 } }],
    );
    await this.#change(community, changes, by);
    return this.find(community, number);
  }

  async remove(community: CommunityId, number: number, by: ChangedBy): Promise<Result<KnownRule>> {
    const before = this.find(community, number);
    if (!before.ok) return before;
    await this.#change(community, [{ before: before.value }], by);
    return before;
  }

  history(community: CommunityId, limit: number): Promise<readonly RuleRevision[]> {
    return this.#parts.store.history(community, limit);
  }

  async #changeOne(
    before: KnownRule,
    after: NonNullable<RuleChange['after']>,
    by: ChangedBy,
  ): Promise<Result<KnownRule>> {
    await this.#change(before.community, [{ before, after }], by);
    return this.find(before.community, before.number);
  }

  async #change(
    community: CommunityId,
    changes: readonly RuleChange[],
    by: ChangedBy,
  ): Promise<readonly KnownRule[]> {
    const { store, clock, changed } = this.#parts;
    const written = new Set(await store.change(changes, { ...by, community, atMs: clock.now() }));
    await this.load();
    changed?.(community);
    return this.list(community).filter(({ number }) => written.has(number));
  }
}

const enforcedOf = ({ number, name, mode, rule }: KnownRule): readonly Enforced[] =>
  mode === 'off' ? [] : [{ number, name, mode, rule }];

/** Kept as English writes it, whatever words were typed. */
function keptAs(rule: Rule, name: string | undefined): Pick<KeptRule, 'name' | 'sentence'> {
  return {
    name: (name ?? nameFor(rule)).slice(0, longestName),
    sentence: sentenceOf(rule, english),
  };
}

/** What a rule is called where nobody gave it a name: what it looks for. */
function nameFor({ when, on }: Rule): string {
  const [first] = when;
  return first === undefined ? (on[0] ?? 'rule') : first.kind === 'count' ? first.of : first.kind;
}
