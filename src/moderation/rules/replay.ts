import { RuleBook } from './book.ts';
import { Counts } from './counts.ts';
import type { Evidence } from './happening.ts';
import { Judge } from './judge.ts';
import type { KeptMessage } from './kept-messages-store.ts';
import { RuleMemory } from './memory.ts';
import { type Condition, type Rule, mostInWindow } from './rule.ts';

export interface ReplayHit {
  readonly message: KeptMessage;
  /** People have found since that nothing was wrong with it. */
  readonly wrong: boolean;
  readonly evidence: readonly Evidence[];
}

export interface Replayed {
  readonly messages: number;
  readonly hits: number;
  readonly people: number;
  readonly samples: readonly ReplayHit[];
  /** How many of the hits were wrong. */
  readonly wrong: number;
  readonly curve: readonly {
    readonly least: number;
    readonly hits: number;
    readonly people: number;
  }[];
  readonly least?: number;
}

const mostSamples = 20;
const curvePoints = 8;

/** Tries a rule on what was said, with a memory of its own; and the same rule with other numbers beside it. */
export async function replay(
  rule: Rule,
  said: AsyncIterable<readonly KeptMessage[]>,
  isWrong: (message: KeptMessage) => boolean = () => false,
): Promise<Replayed> {
  const first = rule.when.findIndex(hasThreshold);
  const threshold = rule.when[first];
  const least = threshold && leastOf(threshold);
  const counts = new Counts();
  const tries = variantsOf(rule, first).map((one) => new Try(one.rule, counts, one));
  const main = new Try(rule, counts, { isWrong, ...(least !== undefined && { least }) });
  let messages = 0;
  for await (const page of said) {
    messages += page.length;
    for (const message of page) for (const one of [main, ...tries]) one.take(message);
    // A page at a time: whoever waits for something else gets a turn.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  const { hits, people } = main.counted();
  return {
    ...{ messages, hits, people, samples: main.samples, wrong: main.wrong },
    ...{ curve: tries.map((one) => one.counted()) },
    ...(least !== undefined && { least }),
  };
}

interface TryOptions {
  readonly least?: number;
  readonly isWrong?: (message: KeptMessage) => boolean;
}

class Try {
  readonly samples: ReplayHit[] = [];
  readonly #least: number;
  readonly #book: RuleBook;
  readonly #judge: Judge;
  readonly #people = new Set<string>();
  readonly #isWrong: (message: KeptMessage) => boolean;
  #hits = 0;
  wrong = 0;

  constructor(rule: Rule, counts: Counts, { least = 0, isWrong = () => false }: TryOptions) {
    this.#least = least;
    this.#isWrong = isWrong;
    this.#judge = new Judge(new RuleMemory({ authors: 4096, channels: 256 }), counts);
    this.#book = new RuleBook([{ number: 1, name: '', mode: 'live', rule }]);
  }

  take(message: KeptMessage): void {
    const { happening, atMs } = message;
    const [fired] = this.#judge.judge(this.#book, happening, atMs);
    if (!fired) return;
    this.#hits += 1;
    this.#people.add(happening.author.id);
    const wrong = this.#isWrong(message);
    if (wrong) this.wrong += 1;
    this.samples.unshift({ message, evidence: fired.evidence, wrong });
    this.samples.length = Math.min(this.samples.length, mostSamples);
  }

  counted() {
    return { least: this.#least, hits: this.#hits, people: this.#people.size };
  }
}

/** The rule with other numbers in place of this condition's, its own among them. */
function variantsOf(
  rule: Rule,
  at: number,
): readonly { readonly rule: Rule; readonly least: number }[] {
  const condition = rule.when[at];
  if (!condition || !hasThreshold(condition)) return [];
  const now = leastOf(condition) ?? 1;
  const highest = condition.kind === 'window' ? mostInWindow : 1000;
  const step = Math.max(1, Math.round(now / 3));
  const from = now - Math.min(2, Math.floor((now - 1) / step)) * step;
  const numbers = Array.from({ length: curvePoints }, (_, one) => from + one * step);
  return numbers
    .filter((one) => one <= highest)
    .map((least) => ({
      least,
      rule: { ...rule, when: rule.when.with(at, withLeast(condition, least)) },
    }));
}

const hasThreshold = (condition: Condition): boolean =>
  !condition.not && leastOf(condition) !== undefined;

const leastOf = (condition: Condition): number | undefined =>
  condition.kind === 'capitals'
    ? condition.leastPercent
    : 'least' in condition
      ? condition.least
      : undefined;

const withLeast = (condition: Condition, least: number): Condition =>
  condition.kind === 'capitals'
    ? { ...condition, leastPercent: Math.min(least, 100) }
    : 'least' in condition
      ? { ...condition, least }
      : condition;
