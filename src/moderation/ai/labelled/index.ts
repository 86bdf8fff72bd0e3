import { fine } from '../store.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { type LabelledTexts, labels } from './labels.ts';

export { type Label, labelledRules } from './labels.ts';

/** A text of which it is known what it is. */
export interface Labelled {
  readonly text: string;
  /** `fine`, or what is wrong with it. */
  readonly label: string;
  /** Whether it is fine and looks as if it was not. */
  readonly hard: boolean;
}

/** The labelled set of the repository, in an order in which any beginning of it has some of each kind. */
export const labelledSet: readonly Labelled[] = mixed([english, french]);

function mixed(sets: readonly LabelledTexts[]): readonly Labelled[] {
  const groups = sets.flatMap((texts) => [
    ...labels.map((label) => texts[label].map((text) => ({ text, label, hard: false }))),
    texts.fine.map((text) => ({ text, label: fine, hard: false })),
    texts.hard.map((text) => ({ text, label: fine, hard: true })),
  ]);
  // Each group is spread evenly over the whole.
  return groups
    .flatMap((group) => group.map((one, at) => ({ one, at: (at + 0.5) / group.length })))
    .sort((left, right) => left.at - right.at)
    .map(({ one }) => one);
}
