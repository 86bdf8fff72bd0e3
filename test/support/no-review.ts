import { refuse } from '../../src/base/result.ts';
import type { ReviewDesk } from '../../src/core/cases/review.ts';

const unknown = ({ id: number }: { readonly id: number }) =>
  Promise.resolve(refuse('review.unknown', { number }));

/** Nothing waits, and nothing can be asked. */
export const noReview: ReviewDesk = {
  ...{ find: unknown, decide: unknown, undo: unknown },
  add: () => Promise.resolve(undefined),
  report: () => Promise.resolve(refuse('report.full')),
  onDecision: () => () => {},
  follow: () => () => {},
  list: () => Promise.resolve([]),
  communities: () => Promise.resolve([]),
  quality: () => Promise.resolve(new Map()),
  misjudged: () => Promise.resolve(() => false),
};
