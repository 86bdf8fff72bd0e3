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
  bayes.definePrepTasks([featuresOf]);
  const words = new Set<string>();
  for (const { text, label } of samples) {
    const features = featuresOf(text);
    if (features.length === 0) continue;
    bayes.learn(text, label === fine ? fine : brokenLabel);
    for (const feature of features) words.add(feature);
  }
  bayes.consolidate();
  const rules = ruleBook(broken);
  return {
    samples: samples.length,
    score: (text) => scored(text, { words, odds: (one) => oddsOf(bayes.computeOdds(one)), rules }),
  };
}

const brokenLabel = 'broken';

interface Learned {
  readonly words: ReadonlySet<string>;
  /** Powers of two for "breaks a rule" against "is fine". */
  readonly odds: (text: string) => number;
  readonly rules: (features: readonly string[]) => string;
}

function scored(text: string, { words, odds, rules }: Learned): Score {
  const features = featuresOf(text);
  const known = features.filter((one) => words.has(one));
  const singles = features.filter((one) => !one.includes(' '));
  const knownSingles = singles.filter((one) => words.has(one));
  if (known.length === 0) return unsure;
  const power = odds(text);
  const broken = 1 / (1 + 2 ** -power);
  const rule = rules(features);
  const isKnown = knownSingles.length >= leastKnownShare * singles.length;
  if (!isKnown || Math.abs(power) < sureOdds) return { says: 'unsure', broken, rule };
  return { says: power > 0 ? 'broken' : 'fine', broken, rule };
}

const oddsOf = (all: readonly (readonly [label: string, odds: number])[]): number => {
  const own = all.find(([label]) => label === brokenLabel);
  return own?.[1] ?? 0;
};

/** The rule whose texts have most words in common with these. */
function ruleBook(samples: readonly Sample[]): (features: readonly string[]) => string {
  const rules = new Map<string, Map<string, number>>();
  for (const { text, label } of samples) {
    const counts = rules.get(label) ?? new Map<string, number>();
    rules.set(label, counts);
    for (const feature of featuresOf(text)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  return (features) => {
    let best = { rule: '', common: -1 };
    for (const [rule, counts] of rules) {
      const common = features.reduce((sum, feature) => sum + (counts.get(feature) ?? 0), 0);
      if (common > best.common) best = { rule, common };
    }
    return best.rule;
  };
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
