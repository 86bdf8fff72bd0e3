import { type ReviewAct, reviewActKinds } from '../../core/cases/review.ts';

const weight = ({ kind, forMs = kind === 'ban' ? 1e12 : 0 }: ReviewAct): number =>
  reviewActKinds.indexOf(kind) + (Math.min(forMs, 1e12) / 1e12) * 0.9;

/** Of two acts the stronger one; the message goes if either says so. */
export function strongerOf(one: ReviewAct, other: ReviewAct): ReviewAct {
  const stronger = weight(other) > weight(one) ? other : one;
  const deletes = one.deletes === true || other.deletes === true;
  return deletes ? { ...stronger, deletes } : stronger;
}

/** Whether the message goes. */
export const removes = ({ kind, deletes = false }: ReviewAct): boolean =>
  kind === 'delete' || deletes;
