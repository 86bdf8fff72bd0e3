/// <reference path="./wink.d.ts" preserve="true" />
import { type Sample, fine } from './store.ts';
import { normalised } from './verdict.ts';

/** What is known here of a text, without asking anybody. */
export interface Score {
  /** `unsure` wherever there is any doubt: then a model is asked. */
  readonly says: 'fine' | 'broken' | 'unsure';
  /** How probable it is that it breaks a rule; 0.5 where nothing is known. */
  readonly broken: number;
  /** The rule that it would be. */
  readonly rule: string;
}

export interface LocalScore {
  /** How many texts it has learned from. */
  readonly samples: number;
  score(text: string): Score;
}

/** With fewer of either kind, nothing is known. */
export const leastSamples = 20;
/** Words that were never seen say nothing; most of them must have been. */
const leastKnownShare = 0.6;
/** Bayes is too sure of itself; only where it is very sure, it is believed. In powers of two. */
const sureOdds = 7;

const unsure: Score = { says: 'unsure', broken: 0.5, rule: '' };

/**
 * Learns from texts that people decided about. The library is only loaded where there is enough to learn from; nothing
 * of the texts but word counts stays in it, and it is thrown away and made anew when one of them goes.
 */
export async function localScore(samples: readonly Sample[]): Promise<LocalScore> {
  const broken = samples.filter(({ label }) => label !== fine);
  const enough = Math.min(broken.length, samples.length - broken.length) >= leastSamples;
  if (!enough) return { samples: samples.length, score: () => unsure };
  const { default: classifier } = await import('wink-naive-bayes-text-classifier');
  const bayes = classifier();
  bayes.defineConfig({ considerOnlyPresence: true, smoothingFactor: 0.5 });
  const words = new Set<string>();
  const rules = new Map<string, Map<string, number>>();
  for (const [at, { text, label }] of samples.entries()) {
    // Nobody waits for this; everybody would, were it done in one go.
    if (at % atOnce === atOnce - 1) await new Promise((resolve) => setImmediate(resolve));
    const features = featuresOf(text);
    if (features.length === 0) continue;
    bayes.learn(features, label === fine ? fine : brokenLabel);
    for (const feature of features) words.add(feature);
    if (label !== fine) count(rules, label, features);
  }
  // The library refuses to learn from the same few words over and over.
  if (words.size < leastWords) return { samples: samples.length, score: () => unsure };
  bayes.consolidate();
  const odds = (features: readonly string[]) => oddsOf(bayes.computeOdds(features));
  return { samples: samples.length, score: (text) => scored(text, { words, odds, rules }) };
}

const atOnce = 25;
const leastWords = 10;

const brokenLabel = 'broken';

interface Learned {
  readonly words: ReadonlySet<string>;
  /** Powers of two for "breaks a rule" against "is fine". */
  readonly odds: (features: readonly string[]) => number;
  readonly rules: WordCounts;
}

function scored(text: string, { words, odds, rules }: Learned): Score {
  const features = featuresOf(text);
  const known = features.filter((one) => words.has(one));
  const singles = features.filter((one) => !one.includes(' '));
  const knownSingles = singles.filter((one) => words.has(one));
  if (known.length === 0) return unsure;
  const power = odds(features);
  const broken = 1 / (1 + 2 ** -power);
  const rule = likeliest(rules, features);
  const isKnown = knownSingles.length >= leastKnownShare * singles.length;
  if (!isKnown || Math.abs(power) < sureOdds) return { says: 'unsure', broken, rule };
  return { says: power > 0 ? 'broken' : 'fine', broken, rule };
}

const oddsOf = (all: readonly (readonly [label: string, odds: number])[]): number => {
  const own = all.find(([label]) => label === brokenLabel);
  return own?.[1] ?? 0;
};

/** How often words stood in texts that broke a rule. */
type WordCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

function count(
  rules: Map<string, Map<string, number>>,
  rule: string,
  features: readonly string[],
): void {
  const counts = rules.get(rule) ?? new Map<string, number>();
  rules.set(rule, counts);
  for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
}

/** The rule whose texts have most words in common with these. */
function likeliest(rules: WordCounts, features: readonly string[]): string {
  let best = { rule: '', common: -1 };
  for (const [rule, counts] of rules) {
    const common = features.reduce((sum, feature) => sum + (counts.get(feature) ?? 0), 0);
    if (common > best.common) best = { rule, common };
  }
  return best.rule;
}

const mostWords = 200;

/** Words, and pairs of them; of an address only where it leads. */
export function featuresOf(text: string): readonly string[] {
  const words = (
    normalised(text)
      .replace(/https?:\/\/([^\s/]+)\S*/gu, ' $1 ')
      .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*/gu) ?? []
  )
    .map((word) => word.replace(/[.'’-]+$/u, ''))
    .slice(0, mostWords);
  return [...words, ...words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`)];
}
