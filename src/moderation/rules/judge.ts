import { rankFor, atLeast } from '../../core/permissions/ranks.ts';
import type { Ready, ReadyRule, RuleBook } from './book.ts';
import { Counts } from './counts.ts';
import type { Evidence, Happening } from './happening.ts';
import { isOf } from './links.ts';
import type { RuleMemory } from './memory.ts';
import type { Condition, ConditionOf, Enforced } from './rule.ts';

/** A rule that holds, and why. What follows from it is in the rule; somebody else does it. */
export interface Fired {
  readonly rule: Enforced;
  readonly evidence: readonly Evidence[];
}

/** A rule, and which of its conditions hold; undefined for those that do not. */
export interface Explained {
  readonly rule: Enforced;
  /** The author is let be, whatever he says. */
  readonly spared: boolean;
  readonly conditions: readonly (Evidence | undefined)[];
}

/** What one condition came to: undefined where it does not hold. */
type Held = Omit<Evidence, 'condition'>;
const holds: Held = { value: 0 };

/**
 * Asks the rules of a book about what happens. Synchronous, on memory alone; judges and does nothing. One judge is used
 * for one happening after the other.
 */
export class Judge {
  readonly #memory: RuleMemory;
  readonly #counts: Counts;
  /** Of the message at hand: where each word condition of the book was met; `from` is -1 where it was not. */
  #wordFrom = new Int32Array(16);
  #wordTo = new Int32Array(16);
  #book!: RuleBook;
  #happening!: Happening;
  #nowMs = 0;
  #key = '';
  #inShadow = false;
  #ofAuthor = -1;
  #ofChannel = -1;

  /** Judges that are asked about the same happenings may share what they count in them. */
  constructor(memory: RuleMemory, counts = new Counts()) {
    this.#memory = memory;
    this.#counts = counts;
  }

  /** The rules that hold, in their order. */
  judge(book: RuleBook, happening: Happening, nowMs: number): readonly Fired[] {
    const rules = book.rulesOn(happening.on);
    if (rules.length === 0) return [];
    this.#begin(book, happening, nowMs);
    const fired: Fired[] = [];
    for (const ready of rules) {
      if (this.#spares(ready)) continue;
      const evidence = this.#evidenceFor(ready);
      if (!evidence) continue;
      fired.push({ rule: ready.enforced, evidence });
      this.#warm(ready.enforced);
    }
    return fired;
  }

  /** Every rule that listens, whether it holds or not, with what each condition came to, as written. */
  explain(book: RuleBook, happening: Happening, nowMs: number): readonly Explained[] {
    this.#begin(book, happening, nowMs);
    return book.rulesOn(happening.on).map((ready) => {
      this.#inShadow = ready.enforced.mode === 'shadow';
      const conditions = ready.conditions
        .toSorted((one, other) => one.at - other.at)
        .map((one) => this.#evidenceOf(one));
      return { rule: ready.enforced, spared: this.#spares(ready), conditions };
    });
  }

  #begin(book: RuleBook, happening: Happening, nowMs: number): void {
    this.#book = book;
    this.#happening = happening;
    this.#nowMs = nowMs;
    this.#key = `${happening.space} ${happening.author.id}`;
    this.#counts.of(happening);
    if (book.counts && happening.on === 'message') this.#note();
    if (!book.words.isEmpty) this.#findWords();
  }

  #note(): void {
    const { authors, channels } = this.#memory;
    this.#ofAuthor = authors.note(this.#key, this.#counts, this.#nowMs);
    this.#ofChannel = channels.note(this.#happening.channel, this.#counts, this.#nowMs);
  }

  #findWords(): void {
    const { words, wordConditions } = this.#book;
    if (this.#wordFrom.length < wordConditions) {
      this.#wordFrom = new Int32Array(wordConditions);
      this.#wordTo = new Int32Array(wordConditions);
    }
    this.#wordFrom.fill(-1);
    words.find(this.#counts.read(), this.#found);
  }

  readonly #found = (number: number, from: number, to: number): void => {
    if ((this.#wordFrom[number] ?? 0) >= 0) return;
    this.#wordFrom[number] = from;
    this.#wordTo[number] = to;
  };

  #spares({ enforced: { rule } }: ReadyRule): boolean {
    const { standing } = this.#happening.author;
    return rule.spares !== undefined && atLeast(rankFor(standing), rule.spares);
  }

  #evidenceFor({ enforced, conditions }: ReadyRule): readonly Evidence[] | undefined {
    this.#inShadow = enforced.mode === 'shadow';
    let evidence: Evidence[] | undefined;
    for (const ready of conditions) {
      const one = this.#evidenceOf(ready);
      if (!one) return undefined;
      (evidence ??= []).push(one);
    }
    return (evidence ?? []).sort((one, other) => one.condition - other.condition);
  }

  #evidenceOf(ready: Ready): Evidence | undefined {
    const held = this.#held(ready);
    if ((held === undefined) !== ready.condition.not) return undefined;
    return { condition: ready.at, ...(held ?? holds) };
  }

  /** Heat of rules that only watch is kept apart, and never felt by those that act. */
  #warm({ mode, rule }: Enforced): void {
    for (const act of rule.then) {
      if (act.kind !== 'heat') continue;
      const key = mode === 'live' ? this.#key : shadowOf(this.#key);
      this.#memory.warm(key, act.amount, this.#nowMs);
    }
  }

  #held({ condition, words, pattern }: Ready): Held | undefined {
    switch (condition.kind) {
      case 'words':
        return this.#word(words);
      case 'regex': {
        const span = pattern?.find(this.#counts.text, this.#lower);
        return span && { value: 0, span };
      }
      case 'window':
        return atLeastOf(condition.least, this.#sum(condition));
      case 'domains':
        return this.#domains(condition);
      default:
        return this.#plain(condition);
    }
  }

  readonly #lower = (): string => this.#counts.lower;

  #plain(
    condition: Exclude<Condition, { kind: 'words' | 'regex' | 'window' | 'domains' }>,
  ): Held | undefined {
    const { author, channel, channelName, files } = this.#happening;
    switch (condition.kind) {
      case 'count':
        return this.#count(condition);
      case 'capitals':
        return atLeastOf(condition.leastPercent, this.#counts.capitals());
      case 'files':
        return when(files.some((file) => hasEnding(file, condition.extensions)));
      case 'age':
        return when(author.ageMs !== undefined && author.ageMs < condition.underMs);
      case 'no-role':
        return when(!author.hasRole);
      case 'unregistered':
        return when(!author.identified);
      case 'heat':
        return atLeastOf(condition.least, this.#heat());
      case 'channels':
        return when(condition.channels.some((one) => one === channelName || one === channel));
    }
  }

  #count({ of, least }: ConditionOf<'count'>): Held | undefined {
    const held = atLeastOf(least, this.#counts.count(of));
    const [first] = held && of === 'link' ? this.#counts.links : [];
    return held && first ? { ...held, span: { from: first.from, to: first.to } } : held;
  }

  #word(number: number): Held | undefined {
    const from = this.#wordFrom[number] ?? -1;
    return from < 0 ? undefined : { value: 0, span: { from, to: this.#wordTo[number] ?? from } };
  }

  #domains({ which, domains }: ConditionOf<'domains'>): Held | undefined {
    const found = this.#counts.links.find(
      (link) => domains.some((domain) => isOf(link, domain)) === (which === 'to'),
    );
    return found && { value: 0, span: { from: found.from, to: found.to } };
  }

  #sum({ of, withinMs, by }: ConditionOf<'window'>): number {
    if (this.#happening.on !== 'message') return 0;
    return by === 'author'
      ? this.#memory.authors.sum(this.#ofAuthor, { of, withinMs })
      : this.#memory.channels.sum(this.#ofChannel, { of, withinMs });
  }

  #heat(): number {
    const live = this.#memory.heatOf(this.#key, this.#nowMs);
    const shadow = this.#inShadow ? this.#memory.heatOf(shadowOf(this.#key), this.#nowMs) : 0;
    return live + shadow;
  }
}

const atLeastOf = (least: number, value: number): Held | undefined =>
  value >= least ? { value } : undefined;

const shadowOf = (key: string): string => `shadow ${key}`;

const when = (is: boolean): Held | undefined => (is ? holds : undefined);

function hasEnding(file: string, extensions: readonly string[]): boolean {
  const name = file.toLowerCase();
  return extensions.some((extension) => name.endsWith(`.${extension}`));
}
