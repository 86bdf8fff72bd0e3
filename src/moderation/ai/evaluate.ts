import type { Labelled } from './labelled/index.ts';
import { type Score, leastSamples, localScore } from './local-score.ts';
import { type Sample, fine } from './store.ts';

/** What something said of a text. */
export interface Said {
  /** `fine`, or what is wrong; absent where there was no answer. */
  readonly label?: string;
  readonly micros: number;
  readonly tookMs: number;
}

/** How good something is at one kind of text. */
export interface LabelScore {
  readonly label: string;
  /** How many there are of it. */
  readonly count: number;
  /** How many of those were found to be wrong, whatever was said to be wrong with them. */
  readonly found: number;
  /** How many of those were found for the right reason. */
  readonly right: number;
  /** How many texts were said to be of this kind. */
  readonly said: number;
}

export interface Evaluation {
  readonly count: number;
  /** Without an answer; they count as not found. */
  readonly failed: number;
  /** Of what was reported, how much is wrong; 1 where nothing was reported. */
  readonly precision: number;
  /** Of what is wrong, how much was reported. */
  readonly recall: number;
  /** Of texts that only look bad, how many were reported. */
  readonly hardReported: number;
  readonly hard: number;
  readonly micros: number;
  readonly medianMs: number;
  readonly slowMs: number;
  readonly labels: readonly LabelScore[];
  /** Some that went wrong: what it is, and what was said. */
  readonly mistakes: readonly {
    readonly text: string;
    readonly is: string;
    readonly said: string;
  }[];
}

const mostMistakes = 20;
/** Nothing is reported, and nothing is wrong: somebody else is asked. */
const unsureOf = 'unsure';
/** As many as a gateway asks at once. */
const atOnce = 3;

/** Asks about each text, and compares. What fails counts as not found. */
export async function evaluate(
  texts: readonly Labelled[],
  ask: (labelled: Labelled) => Promise<Said>,
  onDone: (done: number) => void = () => {},
): Promise<Evaluation> {
  const said: Said[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < texts.length; at = next++) {
      const labelled = texts[at];
      if (labelled) said[at] = await ask(labelled);
      onDone((done += 1));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return compared(texts, said);
}

function compared(texts: readonly Labelled[], said: readonly Said[]): Evaluation {
  const pairs = texts.map((labelled, at) => ({ ...labelled, said: said[at]?.label ?? '' }));
  const reported = pairs.filter((one) => isReport(one.said));
  const wrong = pairs.filter((one) => one.label !== fine);
  const both = reported.filter((one) => one.label !== fine);
  const hard = pairs.filter((one) => one.hard);
  const times = said.map(({ tookMs }) => tookMs).toSorted((one, other) => one - other);
  return {
    ...{ count: pairs.length, failed: pairs.filter((one) => one.said === '').length },
    precision: reported.length === 0 ? 1 : both.length / reported.length,
    recall: wrong.length === 0 ? 1 : both.length / wrong.length,
    ...{ hardReported: hard.filter((one) => isReport(one.said)).length, hard: hard.length },
    micros: said.reduce((sum, one) => sum + one.micros, 0),
    ...{ medianMs: at(times, 0.5), slowMs: at(times, 0.95) },
    labels: [...new Set(wrong.map(({ label }) => label))].map((label) => scoreOf(label, pairs)),
    mistakes: pairs
      .filter((one) => one.said !== '' && one.said !== unsureOf)
      .filter((one) => isReport(one.said) !== (one.label !== fine))
      .slice(0, mostMistakes)
      .map((one) => ({ text: one.text, is: one.label, said: one.said })),
  };
}

interface Pair {
  readonly label: string;
  readonly said: string;
}

const isReport = (said: string): boolean => said !== '' && said !== fine && said !== unsureOf;

function scoreOf(label: string, pairs: readonly Pair[]): LabelScore {
  const own = pairs.filter((one) => one.label === label);
  return {
    ...{ label, count: own.length },
    found: own.filter((one) => isReport(one.said)).length,
    right: own.filter((one) => one.said === label).length,
    said: pairs.filter((one) => one.said === label).length,
  };
}

const at = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

const folds = 5;

/**
 * How good the local score is: it learns from four fifths and is asked about the rest, five times. Those of which it is
 * not sure it reports nothing of; a model would be asked.
 */
export async function evaluateLocal(
  texts: readonly Labelled[],
  now: () => number,
): Promise<Evaluation & { readonly unsure: number }> {
  const learners = await Promise.all(
    Array.from({ length: folds }, (_, fold) =>
      localScore(texts.filter((_text, at) => at % folds !== fold).map(sampleOf)),
    ),
  );
  let unsure = 0;
  const said = texts.map((labelled, at): Said => {
    const fromMs = now();
    const score = learners[at % folds]?.score(labelled.text);
    const tookMs = now() - fromMs;
    if (!score || score.says === 'unsure') unsure += 1;
    return { label: labelOf(score), micros: 0, tookMs };
  });
  return { ...compared(texts, said), unsure };
}

function labelOf(score: Score | undefined): string {
  if (!score || score.says === 'unsure') return unsureOf;
  return score.says === 'broken' ? score.rule : fine;
}

const sampleOf = ({ text, label }: Labelled): Sample => ({ text, label });

/** Whether there is enough to learn from, with a fifth left out. */
export const canLearn = (texts: readonly Sample[]): boolean => {
  const good = texts.filter(({ label }) => label === fine).length;
  return Math.min(good, texts.length - good) * (folds - 1) >= leastSamples * folds;
};
