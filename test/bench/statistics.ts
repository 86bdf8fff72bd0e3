import type { Subject } from './measurement.ts';

export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);

/** Values of several subjects, one each per round. */
export class Rounds {
  readonly #rounds: Partial<Record<Subject, number>>[] = [];

  note(round: number, subject: Subject, value: number): void {
    (this.#rounds[round] ??= {})[subject] = value;
  }

  /** The median of each subject, rounds taken together. */
  values(): Partial<Record<Subject, number>> {
    const subjects = new Set(this.#rounds.flatMap((round) => Object.keys(round) as Subject[]));
    return Object.fromEntries(
      [...subjects].map((subject) => [
        subject,
        median(this.#rounds.flatMap((round) => round[subject] ?? [])),
      ]),
    );
  }

  /**
   * The median of the rounds' own ratios: what else the machine does during one round falls on both, so it mostly
   * cancels out.
   */
  ratio(of: Subject, over: Subject): number {
    const ratios = this.#rounds.flatMap((round) => {
      const [above, below] = [round[of], round[over]];
      return above === undefined || below === undefined ? [] : [above / below];
    });
    return median(ratios);
  }
}
